"""Given names of the Netherlands, Flanders, Scandinavia, Finland, the Baltic states and Hungary."""

NAMES = """
Arnaldur Arnar Arna Auður Ásdís Ásgeir Birna Bjarki Björgvin Bríet Eiður Eyjólfur Eygló Freyja Friðrik Gísli
Guðlaugur Gylfi Hafþór Heimir Helgi Hildur Hörður Kolbeinn Kristrún Ragnheiður Rúnar Sigmundur Sindri Snorri
Steingrímur Sveindís Sveinn Þórður Þorgerður Þorsteinn Thorgerdur Iivo Mykolas Augustas Cas Evy Jip Pien Raf
Wessel Lander Ove Owe Åge Rut Moa Einer Anniken Fridolina Kosovare Lilianne Liesje Cieltje Nooshi Kerttu
Maj-Lis
Siemtje Alar Svante Ryoyu Maybrit Ties Til Mikaela Toto Tora Erling Alfreð Iliman Sondre Sander Tarjei
Johannes Thingnes Vetle Sturla Marte Tiril Ingrid Hanna Elvira Stina Linn Mona Lise Wout Remco Mathieu
Primoz Tadej Kasper Pernille Aad Aage Aart Ab Abe Ad Adriaan Adám Agnese Ahmed Aigars Aino Aivars Aksel
Albertus Albin Aleksi Alexander Alf Alphonse Alva Alvar Amalie Amber Anda Anders Andor Andreas Andris
Andrus András Ane Anette Anikó Anita Anja Anke Anker Ann Anna Anne Anneke Anneli Annelies Annemarie
Annemiek Annette Annie Annika Anouk Antal Antero Antje Anton Antoon Ants Antti Anu Ard Are Ari Ariane Arie
Arild Arja Arjan Arjen Armi Arne Arnfinn Arnis Arnold Aron Art Artis Arto Arttu Arturs Arvid Arvo Arvydas
Arūnas Asbjørn Asger Aslak Asta Astrid Atle Attila Audrius Audun August Aurelija Ausrine Aušrinė Axel
Balázs Barbro Barna Bart Bas Bastiaan Ben Bence Bengt Benny Bente Berend Berit Bernadett Bernard Bernt
Bert Birger Birgir Birgit Birgitta Birgitte Birte Birutė Bjarne Bjarni Björk Bjørg Bjørn Bo Bodil Boglárka
Boudewijn Brage Bram Brecht Britt Britta Béla Börje Børge Carina Carl Carola Caspar Casper Cecilia Cecilie
Chantal Charlotte Christen Christer Christiaan Christian Christoffer Claes Clarence Claus Coen Connie Cor
Cornelis Corrie Csaba Csilla Daan Dag Dagfinn Dagny Dainius Daley Dalia Dan Daniel Danny Darius Davy
Denzel Dezső Dick Diederik Dilan Dirk Ditte Dominik Donny Dorien Dorte Dovilė Dries Dávid Dénes Dóra Ebba
Eberhard Ed Edgar Edgars Edit Edvard Edwin Eelco Eero Eeva Egil Egils Eglė Eha Eigil Eija Eila Einar
Einars Eino Eirik Eivind Elco Elemér Elin Elina Eline Elisabet Elisabeth Elise Ellen Els Else Elsebeth
Emese Emil Emilie Emma Endre Enikő Eric Erik Erika Erkki Erland Erlend Ernő Erzsébet Esa Esben Eskil Esko
Esmee Espen Essi Estavana Esther Eszter Eva Even Evert Evika Ewoud Feike Femke Ferdinand Ferenc Filip Finn
Flemming Fleur Floor Floris Folke Frank Frans Fredrik Freek Freja Frenkie Frida Frits Frode Gabor
Gabrielius Gediminas Geert Geir Gerard Gerben Gerd Gergely Gergő Gerrit Gert Gertjan Giedrė Gijs Gilles
Gintaras Giovanni Gitanas Gitte Goedele Greta Grete Gro Gudmundur Gudni Gudrun Gunhild Gunilla Gunn Gunnar
Guntis Gunvor Guro Gustaf Gustav Guus Guðni Gwendolyn Gyula Gyöngyi György Gábor Göran Gösta Gøran Haakon
Hajnalka Halla Halldor Halldór Halvard Halvor Hampus Hanke Hanne Hanneke Hannes Hanno Hannu Hans Harald
Harm Harri Harrie Harry Hedda Hedvig Heidi Heiki Heikki Hein Heini Heleen Helen Helena Helene Helge Heli
Helle Helmi Hendrik Henk Henna Henning Henriette Henrik Herbjørn Herman Hilde Hjalmar Holger Hrafnhildur
Hubert Hugo Huub Håkan Håkon Håvard Ib Ida Ieva Ilkka Ilmari Ilona Ilze Imre Ine Ineke Inese Inga Inge
Ingeborg Ingemar Inger Ingmar Ingrida Ingvar Ingvild Inka Irene Irja Irma Iselin Istvan István Ivar Ivars
Ivo Iván Jaak Jaakko Jaan Jaap Jacco Jacob Jacques Jakob Jan Jani Janis Janne Janneke Jannicke Jannik
Janos Jari Jarkko Jarl Jarle Jarmo Jasper Jef Jelle Jenni Jenny Jens Jens-Christian Jens-Frederik Jenő
Jeppe Jeroen Jesper Jesse Jet Jetta Jimmie Jo Joachim Joakim Joar Joel Joep Johan Johanna John Johnny Joke
Jonas Jonna Joonas Joop Joost Jordy Jorien Joris Jorma Jos Joshua Jostein Jouko Jouni Jozef Judit Juha
Juhana Juhani Jukka Julianna Julie Juozas Jurgen Jurgis Juris Jurrien Jurriën Jussi Justin Jyri Jyrki
Jytte János Jón Jørgen Jørn Jørund Jüri Jānis Kaare Kaarina Kaarlo Kadri Kaija Kaisa Kaj Kaja Kajsa
Kalervo Kalev Kalju Kalle Kamilla Karel Karen Kari Karianne Karin Karl Karla Karoline Karolis Karsten
Kaspars Kata Katalin Katarina Katinka Katja Katri Katrine Katrín Kees Kenneth Kent Kersti Kerstin Kestutis
Ketil Khalid Kim Kimi Kimmo Kinga Kirsi Kirsten Kirsti Kjartan Kjell Kjersti Klaas Klara Klára Knud Knut
Koen Koenraad Kornél Krisjanis Krista Kristian Kristiina Kristin Kristina Kristine Kristjan Kristoffer
Krisztina Krisztián Krišjānis Kurt Kálmán Kåre Kęstutis Laima Laimdota Lajos Lammert Lars Lasse Laszlo
Laura Laurens Lauri Laurits Lea Leen Leena Leendert Leif Lena Lene Lennart Levente Li Liana Lieke Liesbeth
Liis Liisa Lill Lilly Lina Linas Linda Linnea Linnéa Lisa Lisbeth Liss Liv Lodewijk Loke Lolita Lone Lotta
Lotte Louis Louise Lousewies Luc Ludvig Lukas Lumi Luuk Lykke László Lóránt Maarit Maarten Maartje
Machteld Mads Magda Magdalena Magne Magnhild Magnus Maija Maj Maja Malene Malin Manon Mantas Marc Marcel
Marco Maren Margareta Margot Margrete Margrethe Margriet Mari Maria Marian Marianne Marie Marije Marina
Maris Marit Marius Marja Marjan Marjo Marjolein Marju Mark Markku Marko Markus Mart Marten Martha Martijn
Martin Martins Martti Mathias Mathilde Matias Mats Matthijs Matti Mattias Mattis Mauno Max Maxime Meindert
Memphis Menno Merel Merja Mette Mia Michael Micky Mieke Miep Mihaly Mihkel Mihály Mika Mikael Mikkel
Mikkjal Mikko Miklós Miko Mille Mindaugas Minna Mirjam Mogens Monica Monika Morten Myrthe Márk Márta
Márton Mátyás Máté Máxima Märt Märta Märtha Måns Mónika Māris Nanna Nathalie Nerijus Nicolai Niels Niina
Niklas Niko Nikolaj Nikolett Nils Nina Njål Noa Nout Noémi Nándor Nóra Odd Oddbjørn Oddvar Oili Ojārs Ola
Olaf Olafur Olav Olavi Ole Olga Olli Olof Oluf Onno Orsolya Oskar Osmo Ott Otto Ottó Outi Paavo Palle
Pascal Pasi Paul Pauli Paw Peder Peer Pekka Pelle Pentti Per Pernilla Perttu Peter Petra Petri Petter
Petteri Philip Pia Pier Piet Pieter Piia Pim Pirjo Pirkko Piroska Poul Preben Pál Päivi Pär Pål Péter
Quincy Ragna Ragnar Ragnhild Raija Raimo Raimonds Ramūnas Randi Rasa Rasmus Rebecka Reijo Reinier Rens
Rezső Rianne Rick Rihards Riikka Riitta Rik Rikke Rimantas Ringo Risto Roar Rob Robbert Robin Roel Roelien
Roelof Roger Roland Rolandas Rolf Romelu Ronald Rosanne Rudy Rune Rutger Ruth Ruud Ryan Réka Sakari Salla
Sami Sampo Samuli Sandor Sanna Sanne Sara Sari Saskia Satu Sauli Saulius Selma Seppo Sharan Sharon Siem
Sifan Sigbjørn Sigrid Sigríður Sigurd Sigurdur Sigurður Siim Sille Simen Simon Siret Siri Sirpa Siv Sivert
Sjoerd Sjur Sofia Sofie Solveig Staffan Stef Stefan Steinar Stellan Sten Steven Stian Stieg Stig Stijn
Stine Sture Sune Susanne Suvi Svandís Svein Sven Sverre Sylvana Sylvi Synnøve Szabolcs Szilvia Szilárd
Sándor Sören Søren Taavet Taavi Tage Taina Tamas Tamás Tanel Tapani Tapio Tarja Taru Teemu Teije Terje
Tero Teun Thea Theis Theo Therese Thierry Thijs Thomas Thor Thora Thorbjörn Thorbjørn Thordis Thorstein
Tibor Tiina Tijmen Timea Timo Tine Tinne Tjibbe Tobias Toivo Toke Tom Tomas Tommi Ton Tone Toomas Toon
Toos Tor Torben Tord Tore Torgeir Torgny Torhild Tormod Torstein Torsten Tove Trine Troels Trond Trygve
Tuija Tuomas Tuomo Tuula Tuva Tygo Tímea Tõnis Uffe Uldis Ulf Ulla Ulrik Ulrika Unni Urban Urho Urmas
Ursula Urve Vaira Valdas Valdemar Valdis Valtteri Vegard Veikko Vesa Vibeke Victor Victoria Vidar Vidas
Viggo Viktor Viktorija Vilhelm Vilho Vilija Vilis Villads Ville Villy Vilmos Vincent Viola Virgil Virpi
Virág Visvaldas Vivianne Vygaudas Vytautas Vytenis Wenche Wesley Willem Willemijn Wilma Wim Winfried Wopke
Wouter Xavi Ylva Yngve Youri Yvonne Zihni Zita Zlatan Zoltan Zoltán Zsolt Zsuzsa Zsuzsanna Zsófia Zuhal
Ádám Ágnes Ákos Áron Árpád Åke Åsa Åse Ólafur Örjan Ørjan Øystein Øyvind Þóra Žygimantas
"""
