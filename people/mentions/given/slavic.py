"""Given names of the Slavic languages, of Albanian, Greek and Georgian, in German and English transliteration."""

NAMES = """
Galab Wassyl Daryna Arsen Ljubow Aljaksandr Bogusława Korneliya Delyan Zwetan Tsvetan Ilijana Ventsislav
Grigor Kolinda Bojana Borjana Sebija Marinika Boško Ditmir Yaroslava Rok Vid Žan Ema
Borut Olexij Iga Aryna Eteri Walerija
Achilleas Achmat Achmed Afanasij Afroditi Agafja Agathi Agim Agron Aikaterini Ajla Aka Akim Albert Albin
Albina Albulena Aleko Alekos Aleksandar Aleksander Aleksandr Aleksandra Aleksei Aleksej Aleksey Aleksy
Alen Alena Ales Alesia Alesja Alexander Alexandr Alexandra Alexandros Alexei Alexej Alexey Alexis Alija
Alina Alisa Aljona Alkis Alla Almir Alona Alyona Amila Amiran Amra Ana Anastasia Anastasiia Anastasija
Anastasios Anatoli Anatolij Anatoliy Anatoly Andreas Andrei Andrej Andreja Andrey Andrii Andrij Andriy
Andrzej Angela Angeliki Angelina Anja Anna Anton Antoni Antonina Antonis Anush Anzor Apollinaria Apostolos
Arajik Aram Ararat Arayik Arben Ardian Areti Arina Aris Aristidis Aristotelis Arkadi Arkadij Arkady Arlind
Armen Armend Arpine Arseni Arsenii Arsenij Artak Artem Artjom Artur Artyom Aschot Ashot Asim Askold Aslan
Athanasia Athanasios Athina Awtandil Axinia Azem Bajram Bakir Bartosz Bartłomiej Beata Behgjet Besa
Bidsina Bidzina Blagoje Blazej Blaž Bogdan Bogumil Bogusław Bohdan Bohuslav Bojan Bojko Boleslaw Boris
Borislav Boriss Borys Boyko Bozidar Božena Branimir Branislav Branko Bronislaw Bronisław Bujar Cezary
Charalambos Charis Christo Christodoulos Christos Chrysostomos Chrysoula Cvetan Cyryl Czesław Dafina Damir
Danae Danica Daniil Danijel Danila Danilo Danuta Daria Dariusz Darja Darko Darya David Davit Davor Dawid
Dejan Denis Denys Desanka Desislawa Despina Dijana Dimitar Dimitra Dimitri Dimitrij Dimitrios Dimitris
Dimosthenis Dinara Dionysis Divna Dmitri Dmitrij Dmitriy Dmitry Dmytro Dobrica Dobroslav Domagoj Dominik
Donald Donika Dora Dorota Dragan Dragana Dragica Drago Dragoslav Draško Dritan Dschochar Dubravka Dunja
Dusan Dusko Dušan Džemal Edi Edin Edita Edmond Eduard Edvard Edyta Effie Efi Efim Eftychia Egor Eirini Eka
Ekaterina Eldar Eleftherios Elena Elene Eleni Eleonora Elina Elisaweta Elizaveta Elli Elma Elwira Elżbieta
Emil Emilia Emina Emir Enver Erik Erion Erjon Ester Euclid Euklid Evangelia Evangelos Evanthia Evgeni
Evgenia Evgeny Ewa Ewgeni Fadil Faina Fatmir Fatos Fedor Fehim Feliks Filip Fjodor Florian Flutra Fofi
Fotini Fotios Fotis Franciszek Frane Frantisek František Fyodor Gabriela Gagik Galina Garegin Gareth
Gavriil Gawriil Gela Genadij Gennadi Gennadij Gennady Gent Georgi Georgij Georgios Georgiy Georgy Gerasim
Gerasimos German Giannis Gigi Giorgi Giorgos Gleb Gocha Goran Gordana Gordon Granit Grazyna Grażyna Grigol
Grigori Grigorij Grigory Grzegorz Guram Hakob Halina Halyna Hanna Haris Hashim Hasmik Helena Henryk Hovik
Hristo Hryhorij Hubert Ibrahim Ignacy Ignat Igor Ihar Ihor Ilia Ilija Ilir Ilja Illia Illja Ilya Inessa
Inna Ioanna Ioannis Iosif Irakli Irena Irina Irini Iryna Isa Isaak Iva Ivan Ivana Ivanka Ivaylo Ivica Ivo
Ivona Iwan Iwona Izabela Jacek Jadranka Jadwiga Jakov Jakow Jakub Jan Jana Janez Janina Janko Jannis
Janusz Jaromír Jaroslav Jaroslava Jaroslaw Jarosław Jasmin Jasmina Jasna Jegor Jekaterina Jelena
Jelisaweta Jelko Jerko Jerzy Jewgeni Jewgenij Jewgenija Jewhen Jewhenij Jiri Jirina Jiří Joanna Jolanta
Josip Jovan Jovana Jovica Jozef Jozo Julia Julija Juraj Jure Juri Jurica Jurij Jusuf Józef Kacha Kadri
Kakha Kalliopi Kamil Kamila Karapet Karel Karen Karina Karol Karolina Karolína Kasbulat Kasia Kasimir
Katarzyna Katerina Kateryna Katja Katya Kazimierz Ketewan Khvicha Kimon Kira Kiril Kirill Kiryl Klara
Klavdija Kleanthis Klement Konstantin Konstantina Konstantinos Konstantyn Kornel Kornelia Kostas Kostis
Kostjantyn Kostyantyn Krasimir Krassimir Kreshnik Kresimir Krešimir Kristalina Kristijan Kristina
Krunoslav Krystyna Krzysztof Ksenia Ksenija Kseniya Kujtim Kuzma Kvicha Kyriaki Kyriakos Kyrill Kyrylo
Ladislav Lampros Larisa Larissa Larysa Lascha Lasha Lazar Lazaros Lech Ledion Lefteris Leonid Leopold Leoš
Lesia Lesja Lev Levan Levon Lew Lewan Lidia Lidija Lilia Liliana Lilija Liridon Lirim Liudmyla Ljiljana
Ljubomir Ljubov Ljudmila Loukas Lubica Lubomír Lubos Lucie Lucyna Ludmila Ludvik Luka Lukas Lukasz Lukáš
Lulzim Lumir Lyubov Lyudmila Maciej Magdalena Magdaléna Magomed Mairbek Maja Majda Maka Makar Makis Maksim
Maksym Maksymilian Malgorzata Mamuka Manana Manolis Marat Marcin Marek Marfa Margarita Margaritis Maria
Marian Mariana Mariane Marija Marijana Marika Marina Mario Mariola Mariusz Mariya Marja Mark Markijan
Marko Marta Martin Martyna Maryam Maryja Maryna Matej Mateja Mateusz Matija Matvei Matwej Matyáš Maxim
Maxym Mazen Małgorzata Melina Mečislav Michail Michal Michalis Michał Micheil Mieczysław Miha Mihajlo Mika
Mikalai Mikhail Mikheil Mikołaj Mikuláš Mila Milan Milana Milena Milica Milka Milo Milojko Milorad Milos
Miloslav Miloš Miltiadis Milutin Mimoza Minas Mira Miralem Miran Mirela Mirjana Mirko Miroslav Miroslava
Mirosław Mislav Mladen Momir Momčilo Monika Mstyslaw Muharrem Mychailo Mychajlo Mykhailo Mykola Nadeschda
Nadezhda Nadija Nadiya Nadja Nana Narek Naser Nasser Nastja Nastya Nataliia Natalija Nataliya Natalja
Natalya Nataša Natia Nebojsa Nebojša Nedeljko Nektarios Nela Nemanja Nenad Nexhmije Nika Niki Nikita
Nikitas Nikol Nikola Nikolai Nikolaj Nikolaos Nikolas Nikolay Nikolina Nikos Nina Nino Nodar Novak
Odysseas Oksana Oleg Oleh Oleksandr Oleksandra Oleksii Oleksij Oleksiy Olena Olesja Olesya Olga Olha Olja
Olta Olympia Olympiada Ondrej Ondřej Orest Ostap Otar Pan Panagiotis Panajotis Panos Pantelis Paraskevi
Pavel Pavla Pavle Pavlo Pavlos Pavol Pawel Paweł Pawlo Perica Petar Petr Petra Petro Petros Petya Piotr
Pjotr Plamen Platon Polina Porfiri Predrag Prodromos Prokopis Pyotr Rade Radek Radmila Radomir Radoslaw
Radosław Radovan Rafal Rafał Raisa Raissa Ramsan Ramush Ramzan Rastislav Ratko Regina Renata Revaz Rexhep
Rinat Rita Robert Rodion Roksana Roman Romana Rosen Rossen Rostislav Rostyslaw Ruben Rumen Ruslan Ruslana
Rustam Rustem Ružica Ryszard Salawat Sali Salman Salome Samir Samwel Sandro Sanja Sargis Sasa Savo Savvas
Saša Schalwa Sead Sejad Semen Semjon Semyon Serge Sergei Sergej Sergey Serhii Serhij Serhiy Serj Sersch
Serzh Shalva Shpend Siarhei Sinisa Siniša Sjarhej Skender Slavica Slavko Slavoj Slavoljub Slawomir
Slobodan Slobodanka Sofia Sofija Sofya Sokratis Sonja Sopho Sosar Sotiris Spiros Spomenka Spyridon Spyros
Srdjan Srđan Stanimir Stanislau Stanislav Stanislaw Stanisław Stanko Stavros Stefan Stefania Stefanos
Stelios Stella Stepan Stergios Stevan Stipe Stjepan Stoyan Sulejman Sulim Suren Svetlana Sviatoslav
Svitlana Svyatlana Svyatoslav Swetlana Switlana Swjatlana Swjatoslaw Sławomir Taisia Takis Tamar Tamara
Tamaz Tanja Taras Tatiana Tatjana Tatyana Taulant Tea Temur Tetiana Tetjana Thanasis Thanos Themistoklis
Theodora Theodoros Theodosis Theoharis Thodoris Thomas Tichon Tigran Tihomir Timofei Timofej Timofey Timur
Todor Tomas Tomasz Tomislav Tomo Tomáš Tonka Tornike Toša Trofim Tryfon Tymofij Tymoteusz Uladsimir Uljana
Ulyana Urszula Urška Vaclav Vadim Vadym Vahagn Vahan Valentin Valentina Valentyn Valeri Valeria Valerij
Valeriy Valery Vangelis Vardan Varvara Vasil Vasiliki Vasilis Vasily Vassiliki Vassilis Vasyl Vedran
Velimir Vera Veselin Vesna Vessela Viacheslav Viktor Viktoria Viktoriia Viktorija Vincas Viorica Vita
Vitali Vitaliy Vitaly Vjačeslav Vjekoslav Vjosa Vladimir Vladimír Vladislav Vlado Vladyslav Vlatko
Vojislav Vojtěch Volodymyr Vsevolod Vuk Vyacheslav Václav Vít Wacław Wadim Wadym Wahagn Waldemar Walentin
Walentina Waleri Walerij Walerija Warwara Wassil Wassili Wassilij Wasyl Wera Weronika Wieslaw Wiesław
Wiesława Wiktor Wiktoria Wiktorija Wilhelm Witali Witalij Witold Wjatscheslav Wjatscheslaw Wladimir
Wladislaw Wladlena Wladyslaw Wojciech Wolodymyr Wsewolod Władysław Xenia Xherdan Xhevdet Yana Yanis Yannis
Yaroslav Yegor Yekaterina Yelena Yelizaveta Yevgeni Yevgeniya Yevgeny Yevhen Yiannis Yorgos Yulia Yuliia
Yuliya Yuri Yurii Yuriy Yury Zana Zaza Zbigniew Zdenek Zdenka Zdeněk Zdravko Zdzisław Zeljko Zenon Zijad
Zlatan Zlatko Zoe Zofia Zohrab Zoi Zoja Zora Zoran Zorica Zrinka Zurab Zuzana Zviad Zvonimir Ľudovít
Łukasz Žana Žarko Željko Živko
"""
