"""Given names of German, Austrian and Swiss people, with the short forms of everyday use."""

NAMES = """
Rio Fritzi Gitti Hanni Lissi Moni Susi Traudi Utz Pierin Ela Lya Timi
Irme Irmi Shirin Dunja Nasser
Felor Romed Udo Uwe Jovenel Maros Sahra
Juli
Aaron Abel Achim Adalbert Adam Adelbert Adele Adelheid Adina Adolf Adrian Adriana Agathe Agnes Agnieszka
Aiman Alain Alban Albert Alberta Albin Albrecht Alena Alessa Alex Alexa Alexander Alexandra Alexandrine
Alexia Alexis Alf Alfons Alfred Alice Alicia Alida Alina Alisa Alma Almut Almuth Alois Aloisia Aloys Alrun
Alwin Alwine Amalia Amalie Amanda Amelia Amelie Aminata Amira Amrei Ana Anastasia Andi Andrea Andreas
Andree Andrej Andrij Andy Anett Anette Angela Angelika Angelina Angelo Anika Anina Anita Anja Anje Anjes
Anka Anke Ann Anna Annabel Annabell Annabelle Annalena Annalisa Annalotte Anne Annedore Annegret
Annekathrin Annelene Annelie Annelies Anneliese Annelore Annemarie Annerose Annett Annette Anni Annica
Annick Annika Annina Anny Anouk Anselm Ansgar Anthea Antje Anton Antonia Antonie Antonin Arabella Ariane
Arik Armand Armin Arnd Arndt Arne Arnfried Arnim Arno Arnold Arnulf Aron Arthur Artur Arved Arvid Asmus
Asta Astrid Athanasios Attila August Auguste Augustin Aurel Aurelia Aurelius Awet Axel Aydan Babette
Balduin Balthasar Baptist Barbara Barnabas Bartholomäus Basti Bastian Beat Beata Beate Beatrice Beatrix
Beke Bela Belinda Bella Ben Bendix Benedict Benedikt Benita Benjamin Benji Benno Berit Bernadette Bernard
Bernd Berndt Bernhard Bernhardine Bernt Bernward Bert Berta Bertha Berthold Berti Bertil Bertold Bertolt
Bertram Bettina Betty Bianca Bianka Bibiana Bijan Birga Birgit Birgitta Birgitte Birte Birthe Birthold
Björn Blanca Blanka Bob Bodo Bogislaw Bonnie Boris Brian Brigitta Brigitte Brit Brita Britt Britta Broder
Brunhild Brunhilde Bruno Burchard Burghard Burkard Burkhard Burkhardt Burkhart Bärbel Caesar Camill
Camilla Canan Candy Cansel Cansu Carina Carl Carla Carlo Carlos Carlotta Carmen Carola Carolin Carolina
Caroline Carsten Caspar Catarina Caterina Catharina Catherine Cathleen Cathrin Cathy Catrin Cecilia
Cecilie Celina Celine Cem Chantal Charlotte Chiara Chris Christa Christel Christfried Christiaan Christian
Christiana Christiane Christin Christina Christine Christl Christof Christoph Christopher Claas Clara
Clarissa Claudia Claudine Claudius Claus Clemens Clementine Cleo Colin Conny Conrad Conradin Constance
Constantin Constanze Cora Cord Cordelia Cordula Corina Corinna Corinne Cornelia Cornelius Cosima Crispin
Cyril Cyrill Cäcilia Cäcilie Cédric Dagmar Dagobert Daisy Dajana Dana Daniel Daniela Daniele Danilo Danny
Danyal Dario Darius David Davina Debora Deborah Delia Denise Dennie Dennis Denny Derya Desiree Detlef
Detlev Diana Diane Didi Diedrich Dieter Diethard Diethelm Diether Dietlind Dietlinde Dietmar Dietrich
Dietz Dilara Dimitri Dina Dino Dirk Ditmar Dolores Dominic Dominik Dominique Dora Doreen Dorian Doris
Dorit Dorle Dorothea Dorothee Dorte Dunja Désirée Dörte Dörthe Ebba Eberhard Eberhardt Eckard Eckart
Eckbert Eckehard Eckehart Eckhard Eckhardt Eckhart Edda Edeltraud Edeltraut Edgar Edith Edmund Edna Eduard
Edward Edwin Edzard Effi Egbert Eggert Egmont Egon Ehrenfried Ehrhard Ehrhart Eike Eileen Eilert Einar
Ekin Elena Eleonora Eleonore Elfi Elfie Elfriede Elgin Elias Elisa Elisabeth Elise Elke Ella Ellen Elli
Ellinor Elly Elma Elmar Elmo Eloise Elsa Elsbeth Else Elvira Elwira Emanuel Emely Emil Emilia Emilie Emily
Emma Emmerich Emmi Emmy Engelbert Enno Enrico Enzo Erasmus Erdmann Erdmute Erhard Erhart Eric Erica Erich
Erik Erika Erk Erna Ernestine Ernst Ernst-August Ervin Erwin Esmeralda Estella Esther Etta Eugen Eugenie
Eva Eva-Maria Evelin Eveline Evelyn Evi Ewa Ewald Fabian Fabiana Fabienne Fabio Falk Falko Fanny Farina
Felicia Felicitas Felix Felizitas Ferdinand Ferdinande Ferry Fidelis Filip Filiz Finja Finn Fiona Flora
Florentin Florentine Florenz Florian Florinda Focko Folke Folkert Franca Frances Francesca Francis
Francisca Frank Franka Franz Franz-Josef Franziska Franziskus Frauke Fred Freddy Frederic Frederick
Frederik Frederike Freia Freimut Frerk Freya Fridolin Frieda Friedbert Friedegard Friedel Friedemann
Frieder Friederich Friederike Friedhelm Friedlinde Friedolf Friedrich Friedwald Frithjof Fritz Frowin Gabi
Gabriel Gabriela Gabriele Gaby Galina Gebhard Georg Georgia Georgina Gerald Geraldine Gerard Gerd Gerda
Gereon Gerfried Gerhard Gerhardt Gerhart Gerit Gerko Gerlach Gerlinde Germaine German Gernot Gero Gerold
Gerolf Gerrit Gert Gerta Gertraud Gertraude Gertrud Gertrude Gesa Gesche Gesina Gesine Gideon Gila Gilbert
Gina Gisbert Gisela Giselher Gitta Gitte Gloria Golo Goran Gordon Gottfried Gotthard Gotthelf Gotthilf
Gotthold Gottlieb Gottlob Grazia Greta Gretchen Grete Gretel Grit Gritt Gudrun Guido Guidon Gunda Gundel
Gundolf Gundula Gunhild Gunnar Gunter Gunther Guntram Gustav Gustave Gustel Guy Gwendolin Gökay Gökhan
Götz Günter Günther Hadwig Hajo Hakan Hakki Halina Hanfried Hanjo Hanna Hannah Hanne Hannelore Hannes
Hanni Hanno Hanns Hans Hans-Georg Hans-Jochen Hans-Peter Hansi Hansjakob Hansjoachim Hansjosef Hansjörg
Hansjürg Hanskarl Hanspeter Hansruedi Harald Hardy Haribert Hariolf Harro Harry Hartfrid Hartmut Hartmuth
Hartwig Hasso Hauke Hedda Hede Hedi Hedwig Hedy Heide Heidelinde Heidemarie Heiderose Heidi Heidrun Heike
Heiko Heiner Heini Heinke Heino Heinrich Heinz Heio Hela Helen Helena Helene Helga Helge Hella Helma
Helmar Helmer Helmfried Helmo Helmut Helmuth Hendrik Hendrike Hendrikje Henk Henni Henning Henny Henri
Henriette Henrik Henrike Henry Herbert Herfried Heribert Herlinde Hermann Hermann-Josef Hermine Herta
Herwart Herwig Hieronymus Hilaria Hilda Hilde Hildebrand Hildegard Hildegund Hilka Hilke Hilmar Hiltraud
Hiltrud Hinnerk Hinrich Hippolyt Holger Holm Horst Hubert Hubertus Hugo Humbert Ida Ignaz Ignazio Igor
Ilja Ilka Ilona Ilse Imke Immanuel Immo Ina Ines Inga Ingbert Inge Ingeborg Ingelore Ingo Ingolf Ingomar
Ingram Ingrid Ingried Ingwer Inka Inken Insa Ira Irena Irene Irina Iris Irma Irmela Irmengard Irmgard
Irmhild Irmtraud Irmtrud Isa Isabel Isabell Isabella Isabelle Isidor Isolde Ivo Ivonne Jacob Jacqueline
Jakob Jan Jan-Ole Jana Janek Janet Janett Janette Janik Janin Janina Janine Janis Janka Janna Jannes
Jannik Jannis Janosch Janusz Jara Jasmin Jasmina Jasper Jay Jean Jean-Pierre Jeanette Jeanine Jeannette
Jeannine Jella Jelto Jendrik Jenni Jennifer Jenny Jens Jeremias Jeremy Jerome Jerry Jesko Jessica Jessika
Jil Jill Jim Jo Joachim Joana Joanna Jochem Jochen Joe Joel Joern Johann Johanna Johannes John Jolanda
Jolanta Jona Jonas Jonathan Jonna Jonny Joost Jorg Jorge Jork Jorma Josef Josefa Josefin Josefine Joseph
Josepha Josephine Joshua Jost Juan Judit Judith Juergen Jula Jule Julia Julian Juliana Juliane Julianna
Julie Julika Julius Jupp Just Justin Justina Justine Justus Jutta Jördis Jörg Jörn Jürg Jürgen Jürn Kai
Kai-Uwe Kaja Kajetan Karamba Karel Karen Karim Karin Karina Karl Karl-Heinz Karla Karlheinz Karlo Karola
Karolin Karolina Karoline Karsten Kaspar Kasper Kassem Katarina Katarzyna Kate Katerina Katharina
Katharine Kathi Kathleen Kathrin Kati Katinka Katja Katjana Katrin Kay Keno Kersten Kerstin Kevin Kilian
Kim Kimberly Kira Kirsten Kirstin Klaas Klara Klaudia Klaus Klaus-Dieter Klaus-Peter Klemens Knud Knut
Konrad Konradin Konstantin Konstanze Kora Korbinian Kordula Korinna Kornelia Kornelius Kosta Kristian
Kristiane Kristin Kristina Kristine Kristof Kunibert Kunigunde Kuno Kurt Käthe Ladislaus Lambert Lamya
Lando Lara Larissa Lars Lasse Laura Laurentia Laurenz Laurids Laurin Lea Leander Leandra Leif Leila Lena
Lene Leni Lenja Lennard Lennart Lennert Leo Leon Leonard Leonardo Leone Leonhard Leoni Leonie Leonora
Leonore Leopold Leopoldine Levi Levin Levke Lia Liane Lianne Lida Lidia Liesbeth Liesel Lieselotte Lili
Lilian Liliane Lilith Lilli Lilly Lina Linda Linde Linus Lioba Lisa Lisa-Marie Lisbeth Liselotte Lissy Liv
Livia Liz Loki Lola Loni Lore Loreen Lorena Lorenz Loretta Lothar Lotta Lotte Lotti Lou Louis Louisa
Louise Luc Luca Lucas Lucia Lucian Lucie Lucien Lucius Lucy Ludger Ludmila Ludolf Ludwig Ludwika Luis
Luisa Luise Luitgard Luitpold Luka Lukas Luna Luther Lutz Luzia Luzie Lydia Lynn László Lüder Macit
Madeleine Madita Madlen Magda Magdalena Magdalene Magnus Mahmut Maik Maike Maja Malaika Malena Malin
Malina Malte Malu Malwina Mandy Manfred Manja Manon Manu Manuel Manuela Mara Marc Marcel Marcella Marcello
Marcia Marco Marcus Mareen Mareike Maren Maret Marga Margareta Margarete Margaretha Margarethe Margarita
Margit Margita Margitta Margot Margret Margrit Maria Maria-Theresia Mariana Marianna Marianne Marie
Marie-Agnes Marie-Christine Marie-Luise Mariechen Marieke Mariella Marielle Marietta Marika Marina Mario
Marion Marisa Marit Marita Marius Mark Marko Markus Marleen Marlen Marlena Marlene Marlies Marlis Marlise
Marnie Marta Marten Martha Marthe Marti Martin Martina Marvin Marwin Mary Mascha Mathias Mathilda Mathilde
Mathis Matt Mattea Matteo Matthes Matthias Matthis Matthäus Matti Mattis Maurice Mauritz Max Max-Otto Maxi
Maxim Maxima Maximilian Maximiliane Mechthild Mechtild Medard Meik Meike Meinhard Meino Meinolf Meinrad
Melanie Melchior Melina Melinda Melis Melissa Melitta Mercedes Merle Merlin Merten Meta Metin Mia Mica
Micha Michael Michaela Michel Michelle Mieke Miguel Mika Mike Milan Mildred Milena Milla Mimi Mina Mira
Mirco Mirella Miriam Mirja Mirjam Mirko Misbah Moana Mona Moni Monica Monika Monique Moritz Morten Moses
Muhanad Myriam Nadia Nadin Nadine Nadja Nana Nancy Nanette Nanni Naomi Nastasia Nastassja Natalia Natalie
Natascha Natasha Nathalie Nathanael Nele Nella Nelly Nepomuk Nestor Nezahat Nick Nicki Nicky Niclas Nico
Nicola Nicolai Nicolas Nicolaus Nicole Nicolette Niels Niema Nik Nike Niki Niklas Niko Nikola Nikolai
Nikolas Nikolaus Nikolay Nils Nina Nino Noah Noel Noemi Nora Norbert Norma Norman Notker Nuh Oda Odette
Odilia Odo Okka Olaf Ole Olga Oliver Olivia Olivier Omid Ortrud Ortrun Ortwin Oscar Oskar Osswald Oswald
Oswin Otmar Ottfried Ottilie Ottmar Otto Ottokar Pamela Pascal Pascale Patric Patricia Patrick Patrik
Patrizia Patty Paul Paul-Gerhard Paula Paulin Paulina Pauline Paulus Peer Peggy Peggy-Sue Penelope Peter
Petr Petra Petronella Petrus Phil Philine Philip Philipp Philippa Philippe Phillip Philo Pia Pierre Piet
Pinar Pippa Pirmin Pit Poldi Quirin Quirina Rabea Rafael Rafaela Raffael Raffaela Raik Raimar Raimund
Rainald Rainer Rainhard Ralf Ralph Ramin Ramon Ramona Randolf Randolph Raphael Raphaela Rasha Rasmus
Raymond Raymund Rebecca Rebekka Reem Regina Regine Regula Reimar Reimer Reimund Reina Reiner Reinhard
Reinhardt Reinhart Reinhild Reinhilde Reinhold Reinier Reinmar Rembert Renata Renate Renato Renatus Rene
René Renée Reto Ria Ricarda Ricardo Richard Richarda Rick Ricky Rico Rieke Rike Rita Robby Robert Roberta
Roberto Robin Rocco Roderich Roger Roland Rolf Rolf-Dieter Roman Romana Romano Romeo Romina Romy Ron
Ronald Ronja Ronny Rosa Rosalia Rosalie Rosalinde Rosamunde Rosel Rosemarie Rosi Rosina Rosita Rosmarie
Roswitha Roxana Roy Ruben Rudi Rudolf Rudolph Ruedi Rufus Rupert Ruprecht Ruth Rüdiger Sabina Sabine
Sabrina Sahra Salome Salomon Sam Samira Samson Samuel Sandra Sandro Sandy Sara Sarah Sarina Sascha Saskia
Sawsan Schahina Sebastian Selina Selma Selmar Senta Sepp Serap Seraphin Serpil Severin Severine Sevim
Sibylla Sibylle Siegbert Siegfried Sieghard Sieglinde Siegmar Siegmund Siegrid Siegrun Siegward Sigfried
Siggi Sigi Sigismund Siglinde Sigmar Sigmund Sigrid Sigrun Sigurd Silas Silja Silke Silvana Silvester
Silvia Silvie Silvio Silvius Simeon Simon Simona Simone Simonetta Sina Sinja Sissy Sky Smilla Sofia Sofie
Solveig Sonia Sonja Sophia Sophie Sophie-Charlotte Spyridon Stanislaus Stefan Stefani Stefanie Steffen
Steffi Stella Stephan Stephanie Stephen Steve Steven Stina Stine Sting Strahinja Suna Susan Susann Susanna
Susanne Suse Susi Suzanne Svantje Svea Sven Svend Svende Svenja Swantje Swen Swenja Sybill Sybille Sylke
Sylvana Sylvester Sylvia Sylvie Sylvio Sönke Sören Tabea Takis Tamara Tania Tanja Tassilo Tatiana Tatjana
Ted Teresa Tessa Thaddäus Thea Theda Theo Theobald Theodor Theodora Theresa Therese Theresia Thierry Thies
Thilo Thomas Thoralf Thorben Thordis Thore Thorge Thorsten Thorwald Till Tillmann Tilman Tilmann Tilo Tim
Timm Timo Timon Timotheus Tina Tino Titus Tizian Tobi Tobias Tom Tomas Tommy Toni Toralf Torben Tore Torge
Torsten Traude Traudel Traudl Traugott Traute Tristan Trude Trudel Trudi Tönnies Ueli Ulf Ulf-Dietmar
Ulfert Uli Ulla Ulli Ulrich Ulrika Ulrike Undine Urban Urs Ursel Ursina Ursula Urte Uschi Uta Ute Uwe
Valentin Valentina Valeria Valerie Valeska Vanessa Veit Veith Vera Verena Veronica Veronika Vicky Victor
Victoria Viktor Viktoria Vincent Vincenz Vinzent Vinzenz Viola Violetta Vitali Vitus Vivian Viviane Vivien
Volker Volkhard Volkmar Vreni Walburga Waldemar Walli Walter Walther Waltraud Waltraut Waltrud Wanda
Wassilios Wendel Wendelin Wendy Wenke Wenzel Werner Wibke Wiebke Wieland Wiete Wigald Wigand Wigbert
Wilfried Wilhelm Wilhelmine Wilko Will Willem Willi William Willibald Willibert Willy Wilma Wiltrud
Winfried Winifred Wladimir Wolf Wolf-Dieter Wolfdietrich Wolfgang Wolfhard Wolfhart Wolfram Wulf Xaver
Xenia Yannic Yannick Yannik Yasmin Yorck Yvette Yvonne Zacharias Zaklin Zarah Zeno Zita Zoe Özcan
"""
