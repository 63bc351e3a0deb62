"""Given names of French, Italian, Spanish, Portuguese, Catalan and Romanian."""

NAMES = """
Yulimar Nairo Egan Ione Ximo Téo Teo Ruy Edu Luz Ollanta Laurentino Anielle Pap N'Golo Jovenel Zharnel
Pellegrino Pep
Abel Achille Ada Adalgisa Adele Adelina Adelmo Adina Adolfo Adriana Adriano Adrien Adrienne Adrián Adèle
Adélaïde Agata Agathe Agnese Agnès Agostino Agustín Aimé Aimée Aitana Aitor Alain Alba Alban Albane Albert
Alberta Alberto Alcides Aldo Alejandra Alejandro Alessandra Alessandro Alessia Alessio Alexandra Alexandre
Alexandru Alexis Alfio Alfonso Alfredo Alice Alicia Alida Alin Alina Aline Alix Almudena Alonso Aloísio
Aloïs Alphonse Alvaro Amadeo Amador Amaia Amalia Amancio Amanda Amandine Amaury Ambroise Amedeo Amelia
Amerigo Amparo Amélie Ana Anabel Anastasia Anatole Anaïs Anca Ancuta Andoni Andrea Andreea Andrei Andres
Andreu André Andrée Andrés Ange Angel Angela Angelica Angelino Angelo Anghel Angèle Angélica Angélique
Anita Anna Annalisa Annamaria Annarita Anne Annibale Annick Annie Annunziata Anouk Anselmo Ansu Antero
Antoine Antoinette Antonella Antonello Antoni Antonia Antonietta Antonino Antonio António Antônio Aníbal
Apolline Araceli Aracely Ariadna Ariane Arianna Ariel Aristide Armand Armando Armelle Armínio Arnaldo
Arnau Arnaud Arrigo Arsène Arthur Arturo Ary Asier Assunta Astrid Asunción Attilio Aude Audrey Augusta
Auguste Augustin Augusto Aurelio Aurora Aurore Aurèle Aurélie Aurélien Axelle Aymeric Ayoze Azucena
Azzurra Baltasar Baptiste Barbara Barnabé Barthélémy Bartolomeo Bartolomé Basilio Bastien Battista
Baudouin Beatrice Beatriz Begoña Belén Benedetta Benedetto Benedita Beniamino Benito Benjamin Benjamín
Benoit Benoît Bento Beppe Beppino Bernadette Bernard Bernardo Berta Bertrand Bettina Biagio Bianca Bice
Bixente Blaise Blanca Blanche Bogdan Boniface Borja Brando Braulio Brice Brigitte Brunella Bruno Brândusa
Bárbara Béatrice Bénédicte Bérengère Bérénice Caetano Caio Calin Calogero Camelia Camilla Camille Camillo
Candela Capucine Caridad Carine Carla Carles Carletto Carlo Carlos Carlota Carlotta Carme Carmela Carmelo
Carmen Carmine Carole Carolina Caroline Casemiro Catalin Catalina Catarina Caterina Catherine Catia
Cayetana Cayetano Cecilia Celeste Celia Celso Cesar Cesare Chantal Charles Charline Charlotte Charlène
Chiara Chloé Christelle Christian Christiane Christine Christophe Cinzia Ciprian Ciriaco Ciro Claire Clara
Clarice Clarisa Clarisse Claude Claudia Claudine Claudio Clemente Clotilde Clovis Cláudia Cláudio Clémence
Clément Clémentine Cléo Codruta Colette Coline Concepción Concha Conchita Constance Constant Constantin
Consuelo Coralie Corentin Corina Corinne Cornel Corneliu Corrado Cosimo Cosmin Costantino Costanza Crin
Cristian Cristiana Cristiane Cristiano Cristina Cristóbal Cruz Cyprien Cyril Cyrille Cécile Cédric
Célestin Célia Céline César Călin Cătălin Dacian Damien Dan Dana Dani Daniel Daniela Daniele Danielle
Danilo Danièle Dante Daphné Dario Darío Davi David Davide Davy Dayot Debora Decebal Delcy Delfina Delia
Delphine Demetrio Denis Denise Deolinda Desiderio Diana Diane Didier Diego Dilma Dimitri Dino Diogo
Diosdado Doina Dolores Dolors Domenica Domenico Domingo Dominique Donata Donatella Donatien Donato Dorin
Dorothée Dragoș Duccio Dumitru Désiré Ecaterina Edda Eder Edgar Edinson Edison Edith Edmond Edmondo
Edmundo Edoardo Edouard Edson Eduard Eduarda Eduardo Edwige Efraín Egidio Elba Elena Eleonora Elettra Elia
Eliana Elio Elisa Elisabeth Elisabetta Elise Elly Elodie Eloisa Elsa Elvira Elza Elías Emanuela Emanuele
Emil Emile Emilia Emiliano Emilie Emilien Emilio Emma Emmanuel Emmanuelle Enguerrand Ennio Enric Enrica
Enrico Enrique Enza Enzo Epifanio Ercole Eric Erika Ermanno Ernest Ernesto Eros Esperanza Estanislao
Esteban Estefanía Estela Estelle Ester Esther Estrella Etienne Ettore Eugen Eugenia Eugenio Eugène Eugénie
Eulalia Eusebio Eva Evaristo Eve Evelio Evelyne Everton Evo Ezio Fabia Fabiana Fabiano Fabien Fabienne
Fabinho Fabio Fabiola Fabrice Fabrizia Fabrizio Facundo Fanny Fatima Fausta Faustine Faustino Fausto
Federica Federico Felice Felipe Felisa Ferdinand Ferdinando Fermín Fernand Fernanda Fernandinho Fernando
Ferran Ferruccio Fidel Filiberto Filippa Filippo Fiona Fiorella Fiorenza Fiorenzo Flaminia Flavia Flavie
Flavio Fleur Flora Flore Florence Florencia Florent Florentina Florentino Florian Florin Florina Flávio
Fortunato Franca France Francesc Francesca Francesco Francine Francis Francisca Francisco Franck Franco
Francois Francoise François Françoise Frederic Fredi Frédéric Frédérique Fulvia Fulvio Furio Fábio Fátima
Félicien Félicité Félix Gabriel Gabriela Gabriele Gabriella Gabrielle Gad Gael Gaetana Gaetano Gaia Gaspar
Gaspard Gaspare Gaston Gastone Gauthier Gautier Gaël Gaëlle Gaëtan Gelsomina Gemma Genaro Geneviève
Gennaro Geoffroy Georges Georgette Gerard Gerardo Germain Germaine Germano Germán Gerónimo Gheorghe
Ghislain Ghislaine Giacinto Giacomo Giada Giampaolo Giampiero Giancarlo Gianfranco Gianluca Gianluigi
Gianmarco Gianmaria Gianni Giannino Gianpaolo Gianpiero Gigi Gilbert Gilberte Gilberto Gilles Gilmar Gina
Ginette Gino Ginés Gioacchino Giordana Giordano Giorgia Giorgio Giovani Giovanna Giovanni Girolamo Gisèle
Giuditta Giulia Giuliana Giuliano Giulio Giuseppa Giuseppe Giuseppina Giusi Giusto Gleisi Gloria Goffredo
Gonzalo Gonçalo Graciela Grazia Graziano Graziella Graça Gregorio Greta Grigore Grégoire Grégory Guadalupe
Guendalina Guglielmo Guido Guilherme Guillaume Guillem Guillermo Gustave Gustavo Guy Guylaine Gwenaël
Gérald Géraldine Gérard Hadrien Hector Helder Helene Henri Henriette Henrique Heriberto Hernando Hernán
Herve Hervé Hilario Hippolyte Honorine Honoré Horacio Horia Hortense Hubert Hugo Hugues Huguette Humberto
Hyacinthe Héctor Hélder Hélène Iacopo Iancu Iara Ida Ignace Ignacio Ignazio Iker Ilaria Ilario Ildefonso
Ileana Ilie Ilinca Imanol Immacolata Inaki Ines Inmaculada Innocenzo Inácio Inès Inés Inês Ioan Ioana Ion
Ionel Ionela Ionut Irene Iris Irma Irène Isaac Isabel Isabella Isabelle Isco Isidore Isidro Ismael Israel
Italo Iulia Iulian Iurie Ivan Ivana Ivano Ivete Ivo Iván Iñaki Jacinto Jacky Jacobo Jacopo Jacqueline
Jacques Jade Jaime Jair Jairo Jaume Javier Jean Jean-Baptiste Jean-Claude Jean-Luc Jean-Marc Jean-Yves
Jeanine Jeanne Jeannine Jerome Jerónimo Jesus Jesús Joachim Joan Joao Joaquim Joaquin Joaquín Jocelyn
Jocelyne Joel Jonas Jonás Jordan Jordi Jorge Jorginho Jose Josefa Josefina Josep Joseph Josette Josiane
Josu Josué José Joséphine João Joël Joëlle Juan Juana Juanjo Juanma Julen Jules Julia Julie Julien
Juliette Julio Julián Juscelino Juste Justin Justine Justo Jérémie Jérémy Jérôme Júlia Júlio Karina Karine
Karol Katia Klaus Koldo Kylian Laetitia Laia Lambert Lamberto Lando Lara Laura Laure Laureano Laurence
Laurent Laurentiu Lauro Lautaro Lavinia Laëtitia Lea Leandro Leila Leire Leo Leocadio Leon Leonardo Leone
Leonel Leonida Leonor Leopoldo Leticia Letizia Leyre Lia Liana Licia Lidia Liliana Liliane Lina Lino
Lionel Lisandro Lise Livia Livio Liviu Lluís Loic Lola Lope Loredana Lorella Lorena Lorenza Lorenzo Loris
Louis Louise Lourdes Loïc Loïs Luana Luc Luca Lucas Lucette Lucia Lucian Luciana Luciano Lucie Lucien
Lucienne Lucio Lucrezia Lucía Ludivine Ludovic Ludovica Ludovico Luigi Luigina Luis Luisa Luiz Lula
Luminita Lurdes Luísa Luíz Lydie Léa Léandre Léo Léon Léonard Léonie Léopold Macarena Macario Maddalena
Madeleine Magali Maia Maite Malena Manfredi Manlio Manoel Manolo Manon Manuel Manuela Manuele Mara Marc
Marceau Marcel Marcela Marcelino Marcella Marcelle Marcellin Marcello Marcelo Marcial Marco Marcos
Margarida Margarita Margaux Margherita Marguerite Maria Mariagrazia Marialuisa Marian Mariana Mariangela
Marianna Marianne Mariano Mariastella Maribel Maricarmen Marie Marielle Marin Marina Marine Marinella
Marino Mario Marion Marisa Marisol Maristella Marius Marlène Marta Marthe Martial Martin Martina Martine
Martino Martí Martín Maryse María Massimiliano Massimo Mateo Mateus Matheus Mathias Mathieu Mathilde
Mathis Mathurin Maties Matilde Matteo Matthieu Mattia Matías Maud Maura Maurice Mauricio Maurizia Maurizio
Mauro Max Maxence Maxime Maximiliano Maximilien Maya Maël Maëlle Melania Melissa Mercedes Mercè Meritxell
Michael Michaël Michel Michela Michelangelo Michele Michelle Michèle Miguel Mihaela Mihai Mihail Mikel
Milagros Milena Millán Mina Mircea Mireia Mireille Mirela Mirella Miriam Mirko Mirta Moacir Modeste
Modesto Moisés Monia Monica Monique Montserrat Morena Moreno Morgane Mugur Muriel Murilo Myriam Márcia
Márcio Mário Máximo Médéric Mélanie Mélissa Míriam Mónica Nadal Nadia Nadine Nadège Napoléon Natale
Natalia Nathalie Nathan Nayib Nazario Nello Nelu Nerina Neus Neymar Nicanor Niccolò Nicla Nicola Nicolae
Nicolas Nicolasa Nicole Nicoleta Nicoletta Nicolás Nicolò Nicusor Nieves Nino Ninon Nives Noelia Noemi
Nora Norma Novella Noé Noémie Noël Noëlle Nuno Nunzia Nunzio Nuria Núria Oana Octave Octavian Octavio
Océane Odette Odile Olegario Olga Olivia Olivier Oliviero Olympe Ondine Onofrio Ophélie Orazio Oreste
Oriane Orietta Oriol Orlando Ornella Oronzo Orsola Oscar Osvaldo Ottavia Ottavio Otávio Ovidiu Pablo Paco
Palmiro Paloma Paola Paolo Paraschiva Paride Pascal Pascale Pascaline Pascual Pasquale Patrice Patricia
Patricio Patrick Patrizia Patrizio Patxi Pau Paul Paula Paule Paulette Paulina Pauline Paulino Paulo Paz
Pedri Pedro Pepa Pepe Peppe Pere Perrine Petre Petru Philibert Philippe Pia Piera Pierangelo
Pierferdinando Pierfrancesco Pierluigi Piero Pierpaolo Pierre Pierrette Pierrick Pietro Pilar Pina Pino
Pio Placido Plácido Presnel Primo Prisca Prosper Quentin Quim Quintino Rachel Rachida Radu Rafa Rafael
Raffaele Raffaella Raimondo Raimundo Raluca Ramiro Ramon Ramón Raniero Raoul Raphaël Raphaëlle Raquel
Rareș Raul Raymond Raymonde Razvan Raúl Rebeca Rebecca Regina Reinaldo Remedios Remo Renan Renata Renato
Renaud Rene Renzo René Renée Reynald Ricard Ricardo Riccardo Richard Rigoberto Rinaldo Rita Robert Roberta
Roberte Robertino Roberto Robin Rocco Rocío Rodica Rodolfo Rodolphe Rodrigo Rodrigue Rogelio Roger Rogério
Roland Rolando Romain Romana Romane Romano Romeo Romeu Romina Romolo Romualdo Román Romário Ronaldo Roque
Rosa Rosalba Rosalia Rosalie Rosalía Rosana Rosanna Rosario Rosaura Rose Rosella Roselyne Rosetta Rosi
Rosina Rossana Rossella Rosy Roxana Roxane Ruben Rubén Rufino Ruggero Ruggiero Rui Rébecca Régine Régis
Rémi Rémy Rúben Răzvan Sabatino Sabina Sabine Sabrina Salomé Salvador Salvatore Salvo Samuel Samuele
Sancho Sanda Sandra Sandrine Sandro Santi Santiago Santina Santo Santos Sara Sarah Saverio Savina Saúl
Sebastiano Sebastien Sebastián Sebastião Segolene Segundo Selena Serafina Serena Serge Sergi Sergio
Settimio Severino Severo Sibeth Sidonie Silvana Silvano Silverio Silvestro Silvia Silvio Silviu Simion
Simon Simona Simone Simonetta Simón Socorro Sofia Sofía Sol Solange Soledad Soline Sonia Sophie Soraya
Sorin Sorina Stanislas Stefan Stefania Stefano Stella Stephane Stéphane Stéphanie Susana Susanna Susi
Suzanne Sylvain Sylvaine Sylvestre Sylvie Sébastien Ségolène Séraphine Sérgio Séverin Séverine Sónia Sônia
Tabata Tadeo Tamara Tancrède Tanguy Tania Tarcisio Tarcísio Tatiana Tazio Telma Teodor Teodora Teodoro
Teresa Teófilo Thaïs Theo Thiago Thibaud Thibault Thibaut Thierry Thomas Théo Théodore Théophile Thérèse
Tiago Timothée Tina Tino Tiziana Tiziano Tomas Tommaso Tomás Toni Tonino Tosca Toussaint Traian Trinidad
Tristan Tudor Tullio Ubaldo Ugo Ulises Umberto Unai Urbain Urbano Vagner Valdemar Valentin Valentina
Valentine Valentino Valentín Valeria Valerie Valerio Valter Valère Valérie Valéry Vanda Vanesa Vanessa
Vania Vanna Vanni Vasco Vasile Vasilica Vera Verdiana Vergil Veronica Veronique Verónica Vicente Vicenç
Victoire Victor Victoria Victorien Vincent Vincenza Vincenzo Vinicius Vinícius Viola Viorel Viorica
Virgilio Virginia Virginie Virginio Viridiana Vito Vitor Vittoria Vittorio Viviana Viviane Vivien Vlad
Vladut Véronique Víctor Vítor Wagner Walter Wellington Wilfredo Wilfried Willian Xabi Xabier Xavi Xavier
Xiomara Yago Yaiza Yamila Yanina Yann Yannick Yoann Yohan Yolanda Yolande Yvan Yves Yvette Yvon Yvonne
Zacharie Zaira Zeno Zinedine Zinédine Zita Zoe Zoé Zulema Zélia Álvaro Ángel Ángela Ángeles Édith Édouard
Élisabeth Élise Élodie Éloi Émile Émilie Éric Étienne Évelyne Íñigo Óscar Ștefan
"""
