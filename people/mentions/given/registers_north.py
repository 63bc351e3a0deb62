"""Further given names from registers of births north and east of the Alps and of Ireland."""

NAMES = """
Aada Aaliyah Aapo Aarav Aarne Aaro Aatos Abbey Abbi Abdelatif Abdellah Abderaouf Abelardo Abelone Abigael Abina
Abner Abram Abril Achiel Adalberto Adan Adela Adelgunde Adelia Adelinde Adis Admir Adolfine Adolphe Adomas
Adonis Adriane Adrianna Adrianne Adrienn Adrija Adrijana Adéla Aedan Aedin Aengus Aenne Aferdita Afra Afrim Agne
Agnesa Agneta Agnete Agnė Agris Ahti Aideen Aiden Aiga Aija Aila Ailbhe Aili Ailis Ailish Aimable Aimo Aina Aine
Ainārs Airi Aishling Aisling Aislinn Aistis Aivar Aivaras Ajan Ajda Ajna Akseli Alanna Alannah Alara Alberte
Albertina Albertine Alberts Aldin Aldis Alea Aleisha Aleks Aleksandras Aleksandrs Aleksanteri Alenka Alexandar
Alexandrie Alfonz Alfrēds Algirdas Algot Alica Alicja Alise Alissa Alisson Alister Aliya Alizée Alja Aljaž
Aljoša Almira Alojz Alojzia Alojzij Alojzija Alondra Aloyse Alphons Alphonsus Altin Alve Alvīne Alwina Alya
Alzina Alžbeta Alžběta Amadeus Amado Amalija Amaya Ambre Ambróz Amel Amela Amelija Amon Amālija Anabela Anabella
Anahera Anaru Anastacia Anastasie Anastatia Anastazja Anastázie Anatol Anaëlle Andjela Andjelina Andra Andreia
Andrejka Andrejs Andrena Andrešs Andri Andrija Andrin Andrina Andrius Anděla Anej Anes Aneta Anete Anežka
Angeline Angelita Anica Anicet Aniela Anisa Anissa Ankica Annabella Annaliese Annalise Annamarie Annegrete
Annekatrin Anneleen Annelise Annemette Annemie Annemijn Annetta Anniina Annija Annikki Annita Annukka Ansis
Anssi Antanas Ante Anto Antoin Antonija Antonios Antonius Antons Antra Antun Anđela Anže Aodhan Aoibheann
Aoibhin Aoibhinn Aongus Apolena Apollonia Apolonia Aranka Aras Arbnor Ardit Ardita Arezki Aria Arianne Aribert
Arielė Arif Arijus Ariki Arkadiusz Arlette Arley Arlinda Armandas Armande Armands Armas Armida Arminas Arnas
Arnaude Arnoldas Arnoldo Arnolds Arnošt Arnulfo Aroha Aronas Arran Arron Arsenio Arsim Arta Artan Artturi
Artūras Arvīds Ashlee Ashlene Ashling Asiman Asko Assar Assia Assumpta Astride Astrit Ataahua Atila Atte
Attracta Augustina Augustine Augusts Aukusti Aulikki Aulis Aune Aura Aurimas Aurėja Ausma Austra Aušra Averil
Avgust Avni Awhina Ayaan Ayden Ayesha Ayleen Ayten Azra Babett Baiba Bailey Bailie Bairbre Baldur Balz Bara
Barbora Barica Bartek Bartholomew Bartley Bartolomej Bashkim Basile Beatrijs Beauden Bebe Beda Bedřich Bekim
Belo Benard Benas Bendegúz Benedek Benedikte Beni Benn Benson Bent Benta Benthe Bernadine Bernarda Bernfried
Berra Bertalan Berthe Besart Besarta Besnik Bethan Betina Betti Bevan Beňadik Bibi Bieke Biljana Bina Birgid
Birgitt Biruta Biserka Blahoslav Blanaid Blandine Blas Blathnaid Blažena Blerim Blerina Blerta Bluette Boban
Bodhi Boel Bogomir Bohdana Bohumil Bohumila Bohumír Bohuslava Bohuš Boleslav Bonifác Borbála Borris Botond
Bořivoj Boštjan Božica Božidara Božo Branislava Branka Braxton Brayan Brayden Breandan Breda Breeda Breege
Breffni Brencis Brid Bridie Briek Brien Brieuc Briget Brighid Brigita Brinda Brodie Brogan Brona Bronach Bronagh
Bronislava Bror Broņislava Bruna Bruni Bukurije Burckhard Burim Bystrík Bálint Bøje Bērends Bērtulis Břetislav
Cahal Cahir Cailin Cailum Cait Caitriona Cajsa Calista Callan Camila Camillus Camilo Campbell Canice Caoilfhionn
Caoimhin Caolain Caolan Caomhan Caragh Caren Carin Carita Carlijn Carmelita Carolien Carolyne Casandra Cataleya
Cathal Catherina Catheriona Cathrina Cathrine Cathriona Cato Catrina Catrine Ceara Cecelia Cecilija Cecille
Celene Celestine Celestino Centa Cetin Ceylin Chabane Chanez Chantel Charlott Charlotta Charly Chelsey Cherif
Cherith Cheyenne Chiraz Christianne Christofer Cianan Ciarrai Cielo Cilli Cilly Cinthia Ciril Cirkeline Citlali
Clair Clas Claudie Claudy Clavs Clementina Cliodhna Cliona Clodagh Cloe Clothilde Cloé Codie Coleman Collette
Collins Colman Colum Columba Conal Conall Conan Concepta Concetta Conchur Conleth Conn Connell Consuela Coraline
Corine Cormac Cormack Corneille Corsin Cortney Courteney Cristal Cristofer Cristopher Csongor Ctibor Ctirad
Curdin Cvetka Cvetko Cyprian Cyprián Cyriel Célestine Côme Dace Dafne Dagmara Daiga Daina Dainis Daire Dairine
Dakota Dalibor Dalton Damaris Damiano Damienne Damijan Damjan Damjana Danielius Daniels Danijela Danique Danna
Danuše Dany Dara Daragh Dardan Daren Dariana Darija Darina Darinka Daris Darran Darrin Darryn Davida Davin Davis
Davnet Davorin Dayana Dayna Deaglan Deane Dearbhail Dearbhaile Dearbhla Debby Deborrah Deidre Deirbhile Deividas
Demetra Demian Deniis Denisa Denisse Dereck Derick Dermott Derval Dervilla Dervla Destiny Deyanira Dezider
Diamond Dian Diann Diar Diarmaid Diarmuid Dierk Dionne Dionýz Dita Dittmar Diya Dobromila Dobroslava Domantas
Domas Domen Domenic Domhnall Dominga Domingos Dominick Dominika Dominyka Dominykas Dona Donagh Donat Donatas
Donnacha Donough Dorcas Dorina Dorine Doroteja Dorothe Dorottya Dounia Dovydas Draga Dragutin Drahomír Drahomíra
Drahoslav Drahoslava Dražen Drilon Drita Driton Duje Dulce Duuk Dušanka Dylano Dymphna Dympna Dzidra Dzintars
Dzintra Dáša Dārta Dāvis Eadaoin Eanna Eavan Ebbe Ecrin Eddy Edel Edelbert Edelgard Edeltrud Edgaras Edgard
Edgardo Edina Editha Edmunds Edon Edona Eduards Edvardas Edvin Edvinas Edvīns Edīte Eelis Eemeli Eemil Eerik
Eetu Egidijus Egzon Egzona Ehrentraud Eidvilė Eilish Eimantas Eimear Eimhear Einari Eira Eitel Eithne Eivor
Ekkehard Ekkehart Elda Elea Eleanora Elenore Eleonor Elfida Elian Eliane Elie Elien Eliette Eliisa Eliona Eliott
Elis Elisabete Elisabetha Eliseo Elita Elizabeta Elizabete Elize Eliška Elmeri Elmira Elmārs Elna Elof Elona
Eloy Elsy Elva Elvana Elvia Elvin Elvina Elvire Elvy Elyas Eléa Emelie Emelina Emeline Emelyne Emer Emiel
Emilian Emilija Emilis Emmet Emīlija Emīls Enar Encarnacion Enda Endrit Enea Engla Enna Enrika Enriqueta Ensar
Ensio Enya Eoghan Eowyn Erasmo Erastus Erdogan Erhardt Erikas Erina Ermanis Ernestas Ernestina Ernests Erny Erva
Erwan Eryk Eryn Esila Eslemnur Esmarelda Estefany Estera Esteri Etela Etelka Ethna Ethne Euan Eunan Eunika Evald
Evaldas Evaline Evamaria Evangelina Evans Evelien Eveliina Evelina Evelína Evie Evija Evita Ewelina Ezequiel
Faas Fainche Fanni Farah Fares Fatime Fatmire Faton Fatteh Faustas Feargal Fearghal Febe Fedde Feline Felipa
Fella Fenna Fenne Feriel Fernande Ferny Ferre Festus Fiachra Fidelma Fien Fiene Filipa Filipe Filomena Filoména
Finbar Finbarr Finian Finola Fintan Fionan Fionna Fionntan Fionnuala Fionnula Firmin Fisnik Fitim Fitore Fjolla
Flamur Flannan Floortje Flor Florencio Floriane Florim Florine Flurin Flurina Fodil Folker Fouzia Franc Franci
Franciscus Franciska Franjo Franky Františka Frančišek Frazer Frede Frederika Frederikke Fredo Fredric Fredrick
Fredrika Fredy Fricis Fridrich Friedericke Friedhilde Friedhold Friedl Friedo Fryderyk Fuma Fynn Félicie Féline
Gabin Gaida Gaja Gani Ganimete Garech Garreth Garvan Gatis Gavan Gaylene Gazmend Gearoid Gejza Genovefa Genoveva
Georgiana Georgine Geraldo Gerarda Gerardine Gerardus Geraud Gerdi Gerhild Gerlind Gerrard Gerti Gertraut
Gertrúda Gerwin Gery Geza Ghilas Gian Gianna Gibson Giedrius Giel Giesela Gilda Gillis Gintarė Gioia Gion
Giovanny Gisa Gislinde Gisselle Gizela Gizella Gladis Goda Godelieva Godelieve Gorazd Gordan Gorm Gottfrid
Gracia Greet Grega Greger Grethe Gretl Gretta Griet Grieta Griselda Gudula Guiseppe Gunar Gunborg Gundhild Gundi
Gunita Gunnel Gunner Gunta Guntars Gunārs Gurli Gust Gustaaf Gustas Gustaw Gusti Gusztáv Guusje Gwenaëlle Gwenda
Gwendolen Gwendoline Gyda Gytis Gytė Györgyi Győző Gzim Géza Gönül Göte Gülağa Hadjer Hana Hania Hanife Hannchen
Hannele Hanny Hanora Hansgeorg Hansjürgen Hanss Hansueli Harijs Harmony Hava Hayleigh Hedviga Hedvika Hege
Heidelore Heidy Heimo Heinfried Helan Helfried Helinä Hellevi Hellmut Hellmuth Helmtrud Heloise Helvi Hemi
Henner Henric Henrich Henricus Henrieta Henrikki Henriks Herdis Herma Hermanis Hermanni Hermina Herminia Hermína
Herrmann Hidde Hildburg Hildegart Hildegunde Hilding Hilkka Hillevi Hilma Hinewai Hjalte Hjördis Hoani Hocine
Hollie Honora Hortensia Hortenzia Horymír Hosea Houcine Hrvoje Hubertine Hudson Huia Hulda Hunor Hynek Héloïse
Iain Iben Ibolya Idriz Idun Ignas Ignatz Ignác Ignė Igors Ihaia Iida Iiris Iisakki Ilari Ildiko Ildikó Ilenia
Ilga Ilias Ilmārs Ilonka Ilyas Ilyes Imants Imene Imer Imrich Inaya Indi Indie Indrek Indriķis Indrė Indy Ineta
Inez Ingalill Ingeburg Ingegerd Ingegärd Ingela Ingelise Ingetraud Ingetraut Inguna Inkeri Inta Ināra Irine
Irmantas Irmeli Irmi Irmingard Irmtraut Irén Isabela Isac Isadora Isak Isaline Isis Ismo Itzel Iver Iveta Ivette
Ivka Izabelė Izidor Iztok Jaana Jaanus Jacinta Jacintha Jackeline Jacobine Jacobus Jael Jafet Jaka Jakobs
Jalmari Jamaal Janic Janick Janja Jann Janni Jannie Jano Janus Jaqueline Jarlath Jarleth Jarmila Jarne Jarno
Jarolím Jaromíra Jaron Jasin Jasmijn Jasminka Jaxon Jayda Jayde Jaylinn Jazmin Jaël Jeana Jeannot Jeanny Jele
Jelka Jelte Jenifer Jenniffer Jente Jere Jeremi Jerguš Jerica Jerker Jermiah Jernej Jerneja Jessy Jetmir Jeton
Jevgeni Jezups Jimena Jindřich Jindřiška Jinthe Jitka Joacim Joannes Jobst Joeri Joffrey Johana Johanne Johans
Johnson Johny Jokūbas Jolana Jolanthe Jolie Jolien Jolijn Jolina Joline Jolán Jonatan Joona Joonatan Joppe Joran
Jordon Joren Jorja Jort Jorunn Jorūnė Josefiina Joselyn Josephina Josephus Josianne Josipa Joso Josse Josua Josy
Josée Jovita Jozefína Joško Jožefa Jožica Judita Juho Julienne Julijana Julita Juliusz Juna Junior Jurgita Jurre
Justas Justinas Justyna Juul Juulia Juuso Jázmin József Jāzeps Jēkabs Jēkaubs Jędrzej Jūlijs Kaat Kacper Kada
Kahina Kahu Kahurangi Kaia Kajus Kala Kaleb Kalevi Kalina Kaltrina Kamiel Kamron Kamya Karley Karlfried Karlijn
Karlīna Karma Karmen Karolien Karoliina Karyn Kastriot Katariina Katcha Katelijne Katherin Katherina Katica
Katleen Kato Katrien Katriina Katrijn Katriona Katty Kauko Kauri Kayden Kaye Kayleigh Kazimír Kealan Keano
Keelan Keely Keeva Keijo Keld Kenn Kennet Kenth Kenza Kenzie Kerrie Kerttu Khadidja Khloe Kiano Kiaran Kick
Kiernan Kieron Kiki Killian Kipras Kiri Kirstine Kitti Kjeld Kjetil Klas Klaudie Klavs Klea Klemen Kliment
Klothilde Kläre Koloman Konradus Konstanty Kori Kornelija Kotryna Kreszentia Kreszenz Kriemhild Krish Kristaps
Kristel Krister Kristers Kristiaan Kristien Kristiāna Kristofer Kristopher Krists Kristupas Kristýna Krisztofer
Krišs Krystian Kryštof Ksawery Kullervo Kunigunda Kurtis Kushtrim Kustaa Kvetoslav Kvetoslava Květa Květoslava
Kyan Kyano Kyara Kyla Kyllian Kyllikki Károly Künkyi Kārlis Labinot Lada Ladina Ladislava Lage Laimonis Lala
Laly Laoise Laora Lassi Latasha Laureen Lauretta Laurette Lauriane Laurina Laurine Lauris Laurita Laurynas Laus
Laust Lavīze Lean Leana Leano Leart Leevi Leia Lejla Lelia Lenka Lenn Lennarth Leokadia Leons Leontina Leontīne
Leopolda Lesana Lesly Leszek Leticija Levoslav Leyli Lhanzey Lian Lias Libor Libuša Libuše Lidwina Liene Liepa
Lies Liesa Liesbet Lieschen Lieselot Lieve Lieven Lieze Ligita Lilijana Lilita Lilja Liljana Lilla Lillemor Lilo
Lilou Lindita Line Liridona Lirjan Lisanne Lisbet Liselott Lisette Lissette Lissi Liva Liwia Lize Lizete Lizeth
Lizz Ljubica Ljubisa Loan Lode Loek Loes Lona Loraine Lorcan Lorelei Loretto Lorik Lorin Lorine Lotfi Louana
Louane Loui Louka Louna Lova Love Lovis Lovisa Lovre Lovro Lowe Lowie Loyola Luan Luce Lucero Lucija Lucile
Lucky Ludmilla Ludo Ludovicus Ludwina Luděk Luej Luena Luigia Lujza Luljeta Lupe Lutgarde Lutgardis Lutgart
Luzius Lyam Lydiane Lydianne Lyna Lyndsey Lynley Lynnette Lysiane Lærke Léana Léane Léonce Léontine Lėja Lība
Līga Lūcija Maaike Maaria MacKenzie Macauley Macs Madara Made Madelene Madelief Madleina Maeva Mafalda Magalie
Magarete Magdolna Maggy Magnolia Magret Magrit Mahi Mahulena Maida Maie Maighread Maiken Maila Maira Mairin
Mairtin Maisa Maisy Maivi Majella Majken Majvor Makayla Makena Maks Maksimiljan Malachy Malea Malika Malio Malle
Malou Malthe Malva Malvina Malvína Manaaki Manaia Manawa Manca Manda Manel Mantė Manuelita Manuelle Manus Maraea
Marcelina Marceline Marcell Mare Maree Mareikura Mareile Mareks Marese Margaritha Margaud Margreth Margrieta
Margrith Margus Marguy Mariann Marica Maricela Mariela Mariele Marieluise Mariette Marijan Marijke Marijn
Marilena Marinette Marinka Marinus Marise Marisela Maritta Maritza Marjaana Marjana Marjanca Marjatta Marjeta
Marjukka Marjut Markas Marketta Markéta Marliese Marlyse Marnix Maroš Martim Martta Martyn Martynas Maruša
Maryline Marylène Maryvonne Marzena Massinissa Matas Matea Matevž Matheo Mathijs Mathys Mathéo Mati Matic Matiu
Matjaž Mato Matouš Matts Matúš Matīss Mauri Mauricette Maurin Maurine Maurits Maurus Maurycy Mavie Mayra Maëlys
Maëva Maša Maža Mckenzie Meabh Meaghan Mechthilde Meda Medina Medėja Meelis Mees Meibh Meja Melanine Melany
Melba Melichar Melisa Melita Melker Melwin Mentor Mereana Meret Merete Merethe Mergim Meriem Merijn Merike
Merita Mervi Mervin Metka Metod Micael Micaela Miceal Michaele Michala Micheala Micheline Michell Michiel
Mickael Mickaël Miel Mieszko Miglė Mihael Mihels Mihhail Miia Miika Mijo Mikaere Mikayla Mikels Mikyas Milada
Milda Miloslava Milota Milou Miluše Mimmi Mimy Minerva Miodrag Mirdza Mireya Miriama Mirjami Mirlinda Mirna Miro
Miroslawa Mirsad Mirte Mirthe Misael Mischa Mitchel Miķelis Miłosz Modris Mohand Mojca Mojmír Monja Monserrat
Mora Mouloud Mourad Moya Muhamed Muhamet Muireann Muni Murielle Myles Mylène Myrta Myrtha Mégane Mélodie Móric
Mārīte Nacer Nadeshda Nadežda Naděžda Nael Naglis Naimh Naja Nand Nando Naoimh Naoise Naomh Narcisse Narimane
Natacha Natali Nataly Natanael Nataniel Natasja Natasza Nath Nathalia Nathaly Nathasha Naud Nayeli Nazmi Naël
Neasa Nedas Nedjma Nehemiah Neill Neja Nejc Nelia Nelio Nelli Nelya Nereida Neringa Neslisah Nesrine Nete Nevaeh
Nevenka Nevio Newton Neža Ngaire Nial Nichola Nichole Nicklas Nicolaj Nicoline Niek Nienke Nihad Niilo Nikau
Niklaus Nikodem Nikolajs Nikoletta Nikora Niks Nikša Nilda Ninthe Nisa Nixon Niyazi Noeleen Noeline Noirin Nojus
Noleen Nollaig Noora Noortje Norberto Nore Norina Normunds Notburga Noud Noëlla Nuran Nuša Nynke Obed Octavie
Odalis Odalys Odeline Odhran Ofelia Oiva Oldrich Oldřich Olfert Olgierd Olivie Olivija Oliwer Oliwier Olle Olov
Olwen Omari Onni Oona Oonagh Orestas Orfhlaith Orlagh Orlaigh Orlaith Orvokki Oskari Oskars Ossi Ossian Osvald
Osvalds Oswaldo Otakar Otfried Othmar Ottilia Ottomar Otília Otýlie Otīlija Ouanes Oxana Oļģerts Padraic
Padraigh Padraigin Pankrác Paschal Patricie Patricija Patryk Paulien Pauliina Paulius Pauric Pavao Pavlína
Peadar Peader Pearce Pearse Peeter Pepijn Perla Pero Pertti Petrana Petras Petrina Petronela Phelim Phileine
Philippine Philomena Phylis Piaras Pierette Pierina Pijus Piret Pius Pleun Polona Polonca Pontus Porfirio
Povilas Pravoslav Priit Prima Priscila Priska Prokop Przemysław Puck Päivikki Pēteris Přemysl Quinten Quinty
Rabah Racha Racheal Rachelle Rachèle Radim Radka Rado Radoslav Radoslava Radovana Radvilė Radúz Raewyn Ragner
Rahel Raili Raina Raivis Raivo Rajko Raminta Ramunė Rani Rasma Rauno Rawiri Rayan Rayana Rebeka Reda Redmond
Reet Regitse Regitze Reidun Rein Reinald Reine Reingard Reinis Reino Rejane Renaat Reni Renske Resi Reva Reyes
Reyna Reynaldo Rhian Rhianna Rhianne Rian Richardt Rickard Rida Rigmor Rigo Riina Rikard Rimantė Rino Rinor Ritt
Ritva Riya Ričardas Ričards Roan Robbe Robertas Roberts Rochdi Rochus Roeland Rogers Roise Rojus Rokas Roko
Rolande Rolands Rollande Romaine Romuald Romualdas Rona Ronal Ronni Rony Ronya Roope Roos Roosa Rosaleen
Rosalinda Rosaria Rosarie Roseanna Roselinde Roseline Roselyn Rosendo Rosette Rosl Rossa Roswita Rotraud Rotraut
Rouven Rozalia Rozalija Rozália Ruari Rudīte Rugilė Rusnė Ruta Rute Ruthild Ruža Ružena Ryder Ryma Rytis Rytė
Rózsa Rūdolfs Rūta Růžena Saar Saara Saban Sacha Safet Safia Samanta Samo Samu Samy Sandi Sandis Sanela Sanije
Sanita Sanni Santeri Santino Sapa Saphira Sarai Sarmīte Saundra Sašo Scarlet Scarlette Seana Seanan Seaneen
Seanna Sebastiaan Sebastijan Sebastjan Seija Seline Semir Sena Senad Senan Senn Senna Senne Senol Seona Seosamh
Seppe Seraina Sereina Serine Servác Shaban Shakira Shani Shanice Shanna Shannan Shannen Sharlene Shauneen Shay
Shayne Sheamus Sheelagh Sheena Sheilah Shelia Shiela Shinead Shpresa Shqipe Sibilla Sibille Sidónia Siebe
Siegried Siena Sigfrid Sigge Sigita Signe Sigvard Siiri Silje Silva Silvan Silvija Silvo Simas Simo Simonas
Simonne Sinaida Sindre Sine Sini Sinikka Sintija Siobain Sioban Siobhain Siofra Sione Sirje Sirkka Siro Sisko
Sissel Siti Sixten Skaidrīte Skyla Skylar Sladjana Slavisa Slavka Slavomír Slavomíra Slavěna Sláva Slávka Smiltė
Smith Snezana Snježana Sofi Solvej Solvita Solène Sonata Soumia Soňa Srečko Stana Stanislava Stanka Staņislavs
Stefaan Stela Stephany Sterre Stilla Stojan Sussanne Sussie Suus Suzana Suzanna Suze Svatopluk Svatoslav
Svenning Svetozár Svätopluk Sybilla Sylviane Sylvianne Sylvère Sylwia Szilveszter Szymon Sørine Tadas Tadeja
Tadeusz Tadeáš Taine Taisto Taja Tajus Tama Tamati Tami Tammie Tane Taneli Tangaroa Tari Tarmo Tarzícius Tauno
Tautvydas Tayla Tegan Teija Teja Tejs Tekla Tellervo Telse Tenis Teodors Terese Teresia Tereza Terezija Terhi
Terina Terttu Teréz Terézia Teuta Teuvo Thalia Thekla Theodoor Theophil Theres Thibo Thijmen Thijn Thinhinane
Thom Thure Tiara Tiare Tiarna Tiarnan Tibe Tibo Tichomír Tiegan Tiernan Tiia Tiit Tiiu Tijl Tijn Tijs Tilde
Tilen Tilly Timmy Timotej Timéo Tindra Tineke Tirza Tisa Titas Tivadar Tjaša Tobiasz Tola Toma Tomasa Tomaž Tomi
Toms Tonia Tonicha Tonje Tonny Topias Torbjörn Torbjørn Torill Tova Treacy Treasa Triin Triona Tuana Ture Turid
Turlough Tuukka Tuuli Tuulia Tuulikki Tuur Twan Tycho Tyla Tymon Tõnu Tünde Ugnė Ullrich Ulrica Ultan Uolevi
Uriel Uroš Urša Vagn Vaida Vaidas Vajèn Vakarė Vakris Valborg Valda Valentijn Valerija Valija Valon Valér Vanja
Vasarė Vassilios Vavrinec Veda Veera Veerle Veeti Vega Veijo Vello Velma Velta Vendela Vendelín Vendula
Veneranda Venla Verner Verneri Veta Victoriano Victorine Vida Vidal Vide Viera Vieroslava Viesturs Vigilija Vigo
Viivi Vija Viktorie Viktors Vilde Vilgot Vilhelmiina Vilhelmina Viliam Vilius Viljami Viljem Viljo Vilma Vilmer
Vilnis Viltė Vilém Vincenc Vinciane Vineta Vinko Violeta Violette Visar Visvaldis Vitalija Viveka Viļums Vjollca
Vladimíra Vladislavs Vlasta Vlastimil Vlora Voldemārs Vratislav Vratko Vreneli Vuokko Vytė Väinö Vítězslav
Víťazoslav Vėjūnė Wafae Waimarie Waldo Waldtraut Walfried Wannes Warre Warwick Weena Weldon Wencke Wikitoria
Wilber Wilfriede Wilhelmina Wilhelmus Willfried Williams Wilmer Winfred Winni Wiremu Woldemar Ximena Yacine
Yadigar Yadira Yamilet Yanick Yanik Yaritza Yazgül Yesenia Yessenia Yfke Yinthe Ylenia Ylvi Ylvie Yoan Yoselin
Youba Youcef Yousra Yrjö Yrsa Ysaline Yuliana Yuridia Zahid Zaida Zalán Zamir Zbyněk Zdenko Zdislava Zehnia
Zejna Zelma Zenia Zenobia Zenta Ziedonis Ziggy Zigrīda Zikmund Zina Zlatica Zofija Zorka Zsanett Zsigmond
Zsombor Zvonka Zvonko Zélie Åbjørn Ísis Östen Øivind Øjvind Ørni Øvli Ülle Ādams Ādolfs Ārija Ąžuolas Đuro
Đurđica Ēriks Ēvalds Ģederts Ģirts İmam Ľubomíra Ľubor Ľuboslav Ľuboslava Ľudomil Ľudomila Şeyda Šarlota Šarūnas
Šime Špela Štefanija Štefica Štefka Štěpánka Šárka Žaneta Žanis Željka Želmíra Žemyna Žiga Žigmund Živa Živilė
Žofie
"""
