"""Given names of the English-speaking countries."""

NAMES = """
Gerwyn Carwyn Iorwerth Shericka Shaunae Dalilah Athing Trayvon Erriyon Valarie Fedrick Tajay Caster
Aaron Abbie Abby Abe Abel Abigail Abraham Ada Addison Adelaide Adele Adeline Adrian Adrienne Agatha Aidan
Aileen Aimee Al Alan Alana Alanis Alasdair Alastair Albert Alberta Alden Aldous Alec Alejandro Alex Alexa
Alexander Alexandra Alexandria Alexis Alf Alfie Alfred Alger Alice Alicia Alina Alisha Alison Alistair
Allan Allegra Allen Allie Allison Ally Alma Althea Alton Alva Alvaro Alvin Alycia Alyssa Amal Amanda Amara
Amber Ambrose Amelia Amie Amos Amy Anastasia Anders Anderson Andie Andre Andrea Andrew Andy Angel Angela
Angelica Angelina Angie Angus Anita Ann Anna Annabel Annabelle Anne Annette Annie Annika Ansel Anson
Anthony Antoinette Antonia Antonin Antonio Antony Anya Aoife April Arabella Archer Archibald Archie Aretha
Ariana Arianna Ariel Arlene Arlo Armando Arnie Arnold Art Artemus Arthur Arturo Asa Ash Asha Asher
Ashleigh Ashley Ashton Aubrey Audrey August Augustus Aurora Austin Autumn Ava Avery Avril Axl Ayanna
Barack Barbara Barney Baron Barrett Barrie Barron Barry Bart Basil Beatrice Beau Becky Belinda Bella Ben
Benedict Benjamin Bennett Bennie Benny Bernadette Bernard Bernardine Bernice Bernie Bert Bertha Bertie
Bertram Beryl Bess Bessie Beth Bethany Beto Betsy Bette Bettie Betty Bev Beverley Beverly Beyonce Beyoncé
Bianca Bill Billie Billy Bing Blaine Blair Blake Blanche Bo Bob Bobbi Bobbie Bobby Bonnie Boris Boyd Brad
Braden Bradford Bradley Brady Bram Branden Brandi Brandon Brandy Breanna Bree Brenda Brendan Brendon
Brenna Brent Brenton Bret Brett Brian Briana Brianna Bridget Bridgette Britney Brittany Brittney Brock
Bronwen Bronwyn Brooke Brooks Bruce Bruno Bryan Bryant Bryce Bryn Bryony Bryson Buck Bud Buddy Buford
Bukayo Burt Buster Butch Byron Caitlin Caitlyn Cal Caleb Callum Calum Calvin Cam Cameron Camilla Camille
Candace Candice Caoimhe Cara Carey Carina Carl Carla Carlton Carly Carmen Carol Carole Caroline Carolyn
Carrie Carroll Carson Carter Cary Casey Caspar Casper Cassandra Cassidy Cassie Cate Catherine Cathleen
Cathy Catriona Cecil Cecilia Cedric Celeste Celia Celine Chad Chadwick Chance Chandler Chantelle Charis
Charity Charlene Charles Charley Charlie Charlotte Charmaine Chase Chastity Chelsea Cher Cheri Cherie
Cherry Cheryl Chester Chet Chevy Chip Chloe Chris Chrissy Christa Christian Christie Christina Christine
Christopher Christy Chrystia Chuck Cian Ciara Ciaran Ciarán Cicely Cillian Cindy Claire Clara Clare
Clarence Clarice Clarissa Clark Claude Claudette Claudia Clay Clayton Clem Clement Clementine Cleo
Cleveland Cliff Clifford Clifton Clint Clinton Clive Clyde Coco Cody Colby Cole Coleen Colette Colin
Colleen Collin Colm Colton Connie Connor Conor Conrad Constance Cooper Cora Coral Coretta Corey Corinne
Cornelia Cornelius Cornell Cory Courtney Craig Cressida Crispin Cristina Crystal Curt Curtis Cuthbert
Cynthia Cyril Cyrus Daisy Dak Dale Dallas Damian Damien Damon Dan Dana Dane Daniel Danielle Danny Dante
Daphne Darby Darcy Daria Darius Darla Darlene Darnell Darragh Darrel Darrell Darren Darryl Darwin Daryl
Dave David Dawn Dean Deandre Deanna Deb Debbie Debora Deborah Debra Declan Dee Deena Deirdre Delaney Dele
Delia Delores Delroy Demetrius Demi Dena Denis Denise Dennis Denny Denver Denzel Deontay Derek Dermot
Derrick Desiree Desmond Dev Devin Devon Dewey Dexter Diana Diane Dianna Dianne Dick Diego Dillian Dillon
Dina Dinah Dion Dirk Dixie Dolly Dolores Dominic Don Donal Donald Donna Donncha Donnie Donny Donovan
Doreen Doris Dorothy Dot Dottie Doug Dougal Douglas Drake Drew Duane Dudley Duke Duncan Dustin Dusty
Dwayne Dwight Dylan Eamon Eamonn Earl Earle Earnest Eartha Ebony Ed Eddie Eden Edgar Edie Edith Edmond
Edmund Edna Eduardo Edward Edwin Edwina Effie Egbert Eileen Eilidh Eilís Elaine Elbert Eldon Eleanor Elena
Eli Elias Elijah Elinor Eliot Elise Elisha Eliza Elizabeth Ella Elle Ellen Ellie Elliot Elliott Ellis
Elmer Eloise Elon Elsa Elsie Elton Elvis Elwood Elyse Emerson Emery Emil Emile Emilia Emily Emma Emmanuel
Emmett Emmy Enid Enoch Enrique Eoin Ephraim Eric Erica Erick Erik Erika Erin Erma Ernest Ernestine Ernie
Errol Ervin Erwin Esme Esmeralda Essie Esteban Estelle Esther Ethan Ethel Etta Eugene Eugenia Eunice Eva
Evan Evangeline Eve Evelyn Everett Ewan Ewen Ezekiel Ezra Fabian Faith Fani Fanny Farrah Fay Faye Felicia
Felicity Felix Fergal Fergus Fern Fernando Finlay Finley Finn Finnian Fiona Fionn Fletcher Flora Florence
Floyd Flynn Forrest Foster Fran Frances Francesca Francine Francis Frank Frankie Franklin Fraser Fred
Freda Freddie Freddy Frederica Frederick Freya Gabby Gabriel Gabriella Gabrielle Gail Gale Gareth Garfield
Garret Garrett Garrison Garry Garth Gary Gavin Gayle Gemma Gena Gene Geneva Genevieve Geoff Geoffrey
George Georgia Georgie Georgina Gerald Geraldine Gerard Geri Germaine Gerry Gertrude Gia Giannis Gideon
Gigi Gil Gilbert Giles Gill Gillian Gina Ginger Ginni Ginny Giselle Gladys Glen Glenda Glenn Glenys Gloria
Godfrey Gordon Grace Gracie Graeme Graham Grania Grant Granville Grayson Greg Gregg Gregor Gregory Greta
Gretchen Griffin Grover Gráinne Guinevere Gus Guy Gwen Gwendolyn Gwyneth Hailey Hakeem Hal Haley Hamish
Hank Hannah Harlan Harley Harold Harper Harriet Harris Harrison Harry Harvey Hattie Hayden Hayley Hazel
Heath Heather Hector Heidi Helen Helena Henrietta Henry Herb Herbert Herman Herschel Hilary Hilda Hillary
Hiram Holly Homer Hope Horace Howard Howie Hubert Hugh Hughie Hugo Humphrey Hunter Huw Ian Ida Ike Ilene
Ilhan Ilona Imogen Ina India Indira Indra Ingrid Inigo Iona Ira Irene Iris Irma Irvin Irving Irwin Isaac
Isabel Isabella Isabelle Isaiah Isiah Isla Isobel Ivan Ivanka Ivor Ivory Ivy Jace Jacinda Jack Jackie
Jackson Jaclyn Jacob Jacqueline Jacquelyn Jacques Jada Jade Jaden Jadon Jagmeet Jaime Jake Jamal Jamar
James Jamey Jamie Jan Jana Jane Janelle Janet Janice Janie Janine Janis Jared Jarod Jarrod Jarvis Jasmine
Jason Jasper Javier Jay Jayden Jayne Jayson Jean Jeanette Jeanie Jeanine Jeanne Jeannie Jeb Jed Jeff
Jefferson Jeffery Jeffrey Jelani Jemima Jemma Jen Jenna Jennie Jennifer Jenny Jensen Jeremiah Jeremy Jeri
Jermaine Jerome Jerrold Jerry Jess Jesse Jessica Jessie Jethro Jewel Jill Jillian Jim Jimmie Jimmy Jo Joan
Joann Joanna Joanne Joaquin Jocelyn Jodi Jodie Jody Joe Joel Joey Johan John Johnathan Johnnie Johnny
Jolene Jon Jonah Jonas Jonathan Jonathon Joni Jordan Jordana Jorge Jose Joseph Josephine Josh Joshua
Josiah Josie Joy Joyce Juan Juanita Judah Judd Jude Judith Judy Julia Julian Juliana Julianne Julie Juliet
Juliette Julio Julius June Justin Justine Kaitlin Kaitlyn Kalvin Kamala Kane Kanye Kara Karen Kari Karin
Karine Karl Karla Kasey Kat Kate Katelyn Katharine Katherine Kathleen Kathryn Kathy Katie Katrina Katy Kay
Kaya Kayla Kaylee Keanu Keegan Keeley Keir Keira Keisha Keith Kelley Kelli Kellie Kelly Kelsey Kelvin Kemi
Ken Kendall Kendra Kendrick Kennedy Kenneth Kenny Kent Kenya Keri Kermit Kerri Kerry Kersti Ketanji Kevan
Kevin Kiara Kiefer Kiera Kieran Kiley Kim Kimberley Kimberly King Kingsley Kip Kipling Kirby Kirk Kirsten
Kirstie Kirsty Kit Kitty Kobe Kody Kris Krista Kristen Kristi Kristie Kristin Kristina Kristine Kristy
Krystal Kurt Kwame Kwasi Kyle Kyler Kylie Kyra Kyren Kyrie Kyrsten Lacey Lachlan Lael Lamar Lamont Lana
Lance Lando Landon Lane Lara Larry Latoya Laura Laurel Lauren Laurence Lauri Laurie Lavinia Lawrence Layla
LeBron Lea Leah Leander Leann Leanne Lee Leigh Leila Leland Lemuel Len Lena Lennie Lennox Lenny Lenore Leo
Leon Leona Leonard Leonardo Leroy Les Lesley Leslie Lester Leta Letitia Letty Levi Lewis Lexi Liam
Libby Lidia Lila Lilian Lillian Lillie Lily Lincoln Linda Lindsay Lindsey Linnea Linsey Linus Linwood
Lionel Lisa Liv Liz Liza Lizzie Lizzy Lloyd Logan Lois Lola Lonnie Lora Loren Lorena Loretta Lori Lorna
Lorne Lorraine Lottie Lou Louella Louie Louis Louisa Louise Lowell Luann Lucas Lucia Lucian Lucille
Lucinda Lucretia Lucy Luella Luka Luke Lulu Luther Lydia Lyle Lyman Lynda Lyndon Lyndsay Lynette Lynn
Lynne Lynsey Mabel Mable Macaulay Mack Mackenzie Maddie Maddison Madeleine Madeline Madge Madison Mae
Maeve Maggie Magnus Mahershala Mairead Mairéad Maisie Malachi Malala Malcolm Malia Malik Mallory Mamie
Mandy Manny Manuel Mara Marc Marcia Marcie Marco Marcus Marcy Margaret Margarita Margery Margie Margo
Margot Marguerite Maria Mariah Marian Marianne Marie Marilyn Marina Mario Marion Marisa Marissa Marjorie
Marjory Mark Marla Marlene Marlon Marsha Marshall Martha Martin Martina Marty Marva Marvin Mary Maryann
Maryanne Mason Mat Mathew Matilda Matt Matthew Mattie Maude Maura Maureen Maurice Mavis Max Maxim Maxine
Maxwell May Maya Mazie Meagan Meg Megan Meghan Mehmet Mel Melania Melanie Melinda Melissa Melody Melvin
Mercedes Mercy Meredith Merle Merrick Merrill Merv Mervyn Meryl Mia Micah Michael Michaela Michele
Michelle Micheál Mick Mickey Miguel Mike Milan Mildred Miles Miley Millard Millicent Millie Milo Milton
Mimi Mina Mindy Minnie Mira Miranda Miriam Misty Mitch Mitchell Mitt Mitzi Moira Mollie Molly Mona Monica
Monique Monroe Monte Montgomery Monty Morag Morgan Morris Mort Mortimer Moses Muhammad Muriel Murray Mya
Myra Myrna Myron Myrtle Máire Mélanie Nadia Nadine Nan Nancy Naomi Natalie Natasha Nate Nathan Nathaniel
Neal Ned Neel Neil Nell Nellie Nelly Nelson Nessa Neville Newt Niall Niamh Nicholas Nick Nicky Nicola
Nicole Nigel Nikita Nikki Nikole Nina Noah Noel Noelle Nola Nolan Nora Norah Norbert Noreen Norm Norma
Norman Norris Nova Nuala Nydia Octavia Odell Oisín Olga Olive Oliver Olivia Ollie Omar Opal Ophelia Oprah
Ora Oran Orla Orlando Orville Osama Oscar Oswald Otis Otto Owen Ozzie Ozzy Paddy Padraig Page Paige Pam
Pamela Pandora Paris Parker Pat Patience Patrice Patricia Patrick Patsy Patti Pattie Patty Paul Paula
Paulette Pauline Payton Pearl Peggy Penelope Penny Percy Perry Pete Peter Petra Peyton Phil Philip
Philippa Phillip Phillis Phoebe Phyllis Pierce Pierre Piers Piper Pippa Polly Poppy Porter Portia Pramila
Presley Preston Prince Priscilla Priti Proinsias Prudence Pádraig Quentin Quincy Quinn Quinton Rachael
Rachel Rae Rafael Raheem Ralph Ramona Ramsay Rand Randal Randall Randolph Randy Raphael Raquel Rashad
Rashida Raven Ray Raymond Reagan Rebecca Rebekah Reece Reed Reese Reg Regan Reggie Regina Reginald Reid
Rena Renee Reuben Rex Rhea Rhett Rhiannon Rhoda Rhona Rhonda Rhys Ricardo Rich Richard Richie Rick Rickey
Ricky Rihanna Riley Rina Rishi Rita River Ro Rob Robbie Robby Robert Roberta Roberto Robin Robyn Rochelle
Rock Rocky Rod Roddy Roderick Rodger Rodney Rodrigo Roger Roland Rolando Roman Ron Ronald Ronan Ronda
Ronnie Ronny Roosevelt Rory Rosa Rosalie Rosalind Rosalyn Rosamund Rosanna Rosario Roscoe Rose Roseann
Roseanne Rosemarie Rosemary Rosie Roslyn Ross Rowan Rowena Roxanne Roy Royce Ruairí Ruben Ruby Rudolph
Rudy Rufus Rupert Russ Russell Rusty Ruth Ryan Róisín Sadie Sajid Sally Salma Sam Samantha Sammy Samson
Samuel Sandra Sandy Saoirse Sara Sarah Sasha Saul Savannah Scarlett Scot Scott Scottie Seamus Sean
Sebastian Selena Selina Selma Serena Sergio Seth Seymour Seán Sha'Carri Shana Shane Shania Shannon Shari
Sharon Shaun Shauna Shawn Shawna Shayla Shea Sheila Shelby Sheldon Shelley Shelly Shepard Sheree Sheri
Sherman Sherri Sherrie Sherrod Sherry Sheryl Shirley Shona Sian Sibyl Sidney Sienna Sierra Sigourney Silas
Silvia Simon Simone Sinead Sinéad Siobhan Skye Skyler Sloane Sol Solomon Sondra Sonia Sonja Sonny Sonya
Sophia Sophie Sorcha Spencer Spike Stacey Staci Stacie Stacy Stan Stanford Stanley Stefan Stella Steph
Stephanie Stephen Sterling Steve Steven Stevie Stewart Storm Stormy Stuart Sue Suella Summer Sunisa Susan
Susannah Susie Suzanne Suzette Suzy Sybil Sydney Sylvester Sylvia Séamus Síle Tabitha Tadhg Talia Tamara
Tameka Tamika Tammi Tammy Tamsin Tania Tanisha Tanner Tanya Tara Taryn Tasha Tate Tatiana Tatum Tawny
Taylor Ted Teddy Terence Teresa Teri Terrance Terrell Terrence Terri Terry Tess Tessa Thad Thaddeus Thea
Thelma Theo Theodora Theodore Theresa Therese Thomas Thornton Thurgood Tia Tiana Tiffany Tiger Tilda Tim
Timothy Tina Tipper Titus Tobias Toby  Todd Tom Tommie Tommy Toni Tony Tonya Tori Tracey Traci Tracie
Tracy Travis Trent Trenton Tress Trevor Trey Tricia Trina Trinity Trish Trisha Tristan Tristram Troy Trudy
Truman Tucker Tulsi Tyler Tyra Tyrell Tyrone Tyson Ulysses Una Ursula Usain Val Valerie Valtteri Van Vance
Vanessa Vaughan Vaughn Venus Vera Verna Vernon Veronica Vic Vicki Vickie Vicky Victor Victoria Vince
Vincent Viola Violet Virgil Virginia Vivek Vivian Vivien Vivienne Vladimir Wade Walker Wallace Wally Walt
Walter Wanda Ward Warren Waylon Wayne Webster Wendell Wendi Wendy Wes Wesley Weston Whitney Whoopi Wilbert
Wilbur Wilfred Will Willa Willard William Willie Willis Willow Wilma Wilson Winifred Winona Winston
Winthrop Woodrow Woody Wyatt Xander Xavier Yasmin Yolanda Yuki Yvette Yvonne Zac Zach Zachary Zack Zadie
Zane Zara Zelda Zena Zendaya Zhou Zoe Zoey Zola Zora Zuri Órla Úna
"""
