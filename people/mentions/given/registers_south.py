"""Further given names from registers of births of southern Europe, Africa and Asia."""

NAMES = """
Aaaqil Aaban Aabid Aachal Aadam Aadhya Aadi Aadil Aafiya Aahana Aahil Aalam Aalee Aalim Aamil Aamir Aamirah
Aanuoluwapo Aaqil Aarif Aarini Aariz Aarna Aarnav Aarush Aaryan Aashi Aashif Aashir Aasif Aasim Aatif Aatiq Aaus
Aayan Aayush Aazim Abaan Abayomi Abbos Abdalla Abdu Abduaziz Abduboriy Abdulloh Abdumalik Abdurahmon Abdón Abebi
Abednego Abeer Abeiku Abeni Abha Abhimanyu Abhiram Abigaili Abilio Abiodun Abiona Abosede Abror Abubakr Abyasa
Achieng Adamo Adebiyi Adebowale Adebukola Adedayo Adedeji Adekitan Adekola Adekunle Adelaida Adelardo Adelasia
Adeleke Adelin Adenike Adeniyi Adeolu Adeoti Adepeju Aderopo Adesewa Adeshina Adesoji Adesua Adetayo Adetoke
Adetoun Adeyi Adhiarja Adhra Adia Adiarja Adiela Adigun Adika Adikara Adimu Adinata Adora Adoración Adunni
Advaith Advay Advik Advika Adweta Adwoa Adya Adán Afaq Afia Afil Afiq Afolarin Afonso Afruza Aftin Agapito
Agastya Aggrey Aglaia Agnolo Agnos Agostina Agripina Agustina Aijuka Ainara Ainoa Aishani Aisyah Ajala Ajani
Ajeng Ajiman Ajimat Ajimin Ajiono Ajoke Akanmu Akarsana Akinkunmi Akinlabi Akinwale Akinyi Akmal Akobir Akoth
Akumaa Akumu Akwasi Akwesi Alade Aladino Alambana Alamiro Alamu Albano Albeiro Alberico Albino Alcira Aldair
Aldemar Alderano Aldonza Aleida Aleix Alejandrina Alejo Aleodor Alexandrina Alexe Alexi Alfonsina Alika Alinur
Alirio Aliro Alis Aliyu Alka Allahverdi Allana Almasi Almaz Almendra Alphonce Alveiro Amada Amahle Amaira Amando
Amarachi Amarilis Amaro Amaru Ambar Ambrosio Amedeu Amico Aminatu Amleto Amoke Amondi Amope Amor Amri Amruta
Amza América Américo Amílcar Anacleto Anahis Anahí Anaida Anamaria Anamika Anar Anasa Anastasio Anatolie Anay
Ancizar Andile Andrada Andrian Andwele Anel Anemona Angalia Angavu Anggabaya Anghelina Anișoara Anjolaoluwa
Anmol Annah Annastacia Annet Anom Anoni Ansaldo Anselma Ansh Ansora Antim Antoaneta Antonela Antonieta Antoniu
Anunciación Anusha Anuța Anvar Anvi Anyango Anyelo Anyi Apolinar Apollo Aqil Aquiles Aradhana Arbey Arcelia
Argemiro Argono Arham Ariela Arike Arin Arinola Aristides Aristița Arlet Aroa Arsenie Arsipatra Artanto Artawan
Artemio Artemisa Arunima Arusi Arya Aránzazu Asafe Asake Asali Asani Asanti Asatira Ascensión Asdrubal Asila
Asilbek Asirwada Asirwanda Aslijan Asmadi Asman Asmianto Asmini Asmira Asmuni Aswani Atabala Atamoğlan Atenulf
Atfat Atharv Atheel Athman Athuman Athumani Atiena Atieno Atilio Atinuke Atma Atmaja Attaf Auraq Aurelian
Aureliana Aureliano Aurica Aurică Austine Avelino Avram Awadil Awamil Awamiri Awan Awani Awero Awesi Awlya Awmar
Awrad Axenia Axinte Ayamin Ayan Ayelén Aygül Aygün Ayinde Ayinke Aylla Ayodeji Ayoka Aysar Ayush Ayushman Ayyubi
Azaan Azahar Azahara Azalea Azban Azeeb Azeglio Azeneth Aziza Azizi Ağahadi Ağamalı Ağamusa Ağaxan Ağca Baaba
Baahir Baaizeed Baaqee Baaqir Baaree Baashir Baasim Baasit Babar Babasola Babatunji Babawale Baccio Bachittar
Badawi Bagas Baghyawati Bagiya Bagus Bahadurjit Bahari Bahati Bahuraksa Bahuwarna Bahuwirya Bairbel Bairon
Bajragin Bakari Bakda Bakhshi Bakiadi Bakianto Bakidin Bakijan Bakiman Bakiono Bakti Baktiadi Baktianto Baktiono
Bala Balamantri Balangga Balapati Balaxanım Baldassare Baldomero Balduino Bale Baleegh Balendra Balhaar Balidin
Balijan Balinda Baljiwan Baltazar Balvan Balveer Bambad Banara Banawa Banawi Bancar Bandile Banjeet Baqar Baqir
Baraka Barasa Barbu Barkha Barr Barraq Bartolomeu Basaam Basarab Baseer Basem Bashaar Bashaarat Basharat Basheer
Basheerah Basim Basir Batal Batool Baudelio Bautista Bayron Bazam Behruz Belarmino Belisario Bello Benedicto
Beniamin Benicio Benigna Benjamim Benone Benvenuto Benício Berezat Bernabé Bernardino Bernardita Berto Beshte
Betania Bett Bhanumati Bhavani Bhavika Bhavini Bhavya Bhekani Bhekisisa Bhekizizwe Bhekokwakhe Bibisora Bibuwa
Bienvenida Bilaal Bilha Bilkisu Bilol Bimala Birousk Bishakha Bizhan Bladimir Blanduzia Bobur Bogdana Bolatito
Boluwatife Boma Bonface Bonifacio Bonu Bosibori Bramwel Bravin Brendah Breno Bridgit Brijesh Brilyant Brunilda
Brígida Brăduț Bucur Buenaventura Bunmi Buraid Busara Busisiwe Bănel COmfort Cabbar Caetana Cagak Cahan Cahangir
Cahya Cahyadi Cahyanto Cahyo Cahyono Caius Caket Cakrabirawa Cakrabuana Cakrajiya Cakrawala Cakrawangsa
Calcedonio Calebe Calisto Calixta Calixto Calvince Camil Campo Candelaria Candelario Candelas Candra Candrakanta
Capa Caraka Carlito Carmenza Carmina Carminho Carren Carub Casian Casiana Catinca Catrinel Catur Caturangga Cauã
Cauê Cavad Cavid Cawisadi Cawisono Cawuk Cayadi Cazimir Cebrián Cecep Cecilio Cedrin Ceferino Celestina Celinda
Cemani Cemeti Cemplunk Cengkal Cengkir Centrine Cerasela Ceyla Ceyran Cezar Cezara Chaaya Chaitaly Chaitanya
Chakradev Chakradhar Chakrika Chamali Chaman Chameli Champak Chanakya Chanchal Chandani Chandran Chandresh
Changaz Chaniya Charan Charita Charlesh Charo Charos Charvi Chashida Chasmum Chatresh Chatura Chausiki Chavvi
Chawish Chebet Chege Chelangat Chelo Chema Chepkemoi Chepkoech Chepkorir Cheragh Cherotich Cheruiyot Cheusi
Chiamaka Chibuzo Chidimma Chijioke Chinelo Chinyere Chipukizi Chita Chizoba Christabel Chucho Chuki Chukwudi
Chukwuemeka Chus Chuy Châu Ciaobella Cici Cinta Cinthya Cintia Cipriana Cipriano Cirillo Cirino Citra Claudina
Claudiu Clelia Clemencia Cleopatra Cleophas Cleto Clodomiro Clorinda Clímaco Codin Codrin Codrina Codruț Colins
Collince Colomba Coluccio Comfort Conrado Consolata Constantina Constantino Constanza Constança Constanța
Coralia Coriolano Cornelio Corvin Cosmas Cosme Cosmina Costache Costanzo Costel Costin Coşqun Crenguța
Crescencia Crina Cristea Cristhian Cristhofer Cristofor Curro Custodia Custodio Cándida Cándido Cümşüd Daamin
Daanish Daanyaal Daawood Dabbah Dabir Daciana Dacin Dadap Dadi Dagel Daghfal Dagoberto Dahiana Daiana Dainess
Dairo Daiyaan Dakhil Daksh Daksha Dakshesh Dalaja Dalbir Daler Dalila Dalili Dalima Daliman Dalimin Daliono
Dalmas Damar Dameer Damife Damini Damu Damurah Damyanti Danang Dancan Dancun Danish Daniswara Danitza Danjuma
Danson Danu Danuja Darain Dariati Darijan Darika Darimin Darling Darmaji Darman Darmana Darmanto Darpan Darsh
Darsirah Dartono Daru Daruna Dary Daryani Dasa Dastageer Daud Daudi Dawud Dayamai Dayita Dayyaan Deiby Deicy
Deisy Delfino Delfín Demilade Derly Devansh Devika Dhriti Dhruv Diah Dianah Dickson Dida Didina Digdaya Digna
Dildora Dilnoz Dilnur Dilşad Dimas Dimaz Dimitrina Dinda Dinis Dinu Dionigi Dionisia Dionisio Dipa Dipta Dirja
Dismas Diyor Diyora Dochia Dodo Dolphine Domitila Domnica Donatello Doniyor Dono Doralisa Dorcus Dorel Doriana
Dorinel Dorita Dorli Dorotea Doru Dovud Doyinsola Drajat Duarte Dubán Ducu Duilio Dumisani Dumisile Dumitra
Dumitrana Dunia Dunyo Durab Durante Durdona Durna Durodola Duván Duyên Dünya Dünyamalı Dũng Dương Ebuka Eddah
Edelmira Edelmiro Edhitha Edier Edilberto Edilma Edilson Edinah Edisson Eduar Edwar Eesaa Eesha Efrén Eftimia
Eftimie Ehan Ehsaas Eider Eijaz Eiravati Eithan Ejaz Ejlaal Ekaja Ekalinga Ekani Ekansh Ekanta Ekantika Ekapad
Ekaraj Ekavir Ekbal Ekene Ekiya Ekta Ekundayo Ekundu Eladio Elaf Elariz Elcira Elcy Eleazar Eleodoro Eleuterio
Elgün Eliabeth Eliakimu Eliecer Eligia Eligio Elisabeta Elisaveta Elkana Elkin Elladio Elmidar Elmir Eloah
Elodia Elosy Eloá Elphas Elpidio Elturan Eluh Elver Elxan Elçin Elşad Eman Emanoil Emanuella Emanuelly Emanuil
Emas Embuh Emigdio Emilce Emiliana Emilly Emilse Emiro Emmaculate Emmah Emong Emperatriz Empluk Emran Encarna
Encarnación Encarnita Endah Endra Eniola Enith Enock Enteng Enzi Enzio Ephantus Eraldo Eremia Ermenegildo Ermes
Esfandyar Eshan Eshana Esmira Esneider Esparta Espartaco Espiridión Estiawan Estiono Estiven Esupofo Etelvina
Etibar Etiqad Etizaaz Eufemia Eufrosina Eugine Eulogio Eusebia Eusebiu Eustaquio Eustațiu Eutimio Eutropio
Evalyne Evance Evanghelina Evelia Everline Everlyne Ewatomi Exequiel Eydan Eyyub Fabricio Fadekemi Faderera
Fahari Fahmi Faiq Faisa Faizah Faizan Falak Falan Falguni Fanaka Fancy Faqid Faraj Faraja Farangiz Faras Farhan
Farhiya Farhod Farhunnisa Farijika Fariq Fariz Fariza Farzona Fathonah Fatuma Fazil Fazli Febi Fedele Federigo
Fehintola Feliciana Feliciano Felicidad Felista Felister Felistus Ferney Feruza Fiamma Fibikemi Fidan Fidela
Fidvi Fiifi Fikayomi Filofteia Fimar Fiodor Fiorino Firdavs Firdovsi Firudin Fitan Fito Fitria Fitriani Fiyaz
Flaviu Floare Floarea Florea Florența Floriana Florica Floridor Folashade Folu Fortunata Fotima Frado Franchesca
Francia Francisc Francy Frankline Frederico Fresia Fridah Froilán Frusina Fulgencio Fuzayl Füzuli Gabino
Gabrielly Gada Gadang Gading Gaduh Gagan Gaiman Galak Galang Galar Galasso Galih Galiono Galo Galuh Galur
Galvarino Gaman Gamani Gamanto Gambira Gamblang Gambo Ganda Gandewa Gandi Ganep Ganga Gangsa Gangsar Ganjaran
Gantar Gara Garan Garang Garda Garima Gasti Gathoni Gatot Gatra Gaurang Gaurangi Gaurav Gauri Gaurika Gautami
Gawati Gayathri Gbadebo Gbolahan Gbowoade Geanina Gedion Geetika Gelu Gema Gențiana Geofrey Georgel Georgeta
Georgian Geovanny Germana Gerson Gertrudis Gervasio Gesare Geta Gethera Getrude Ghaalib Ghaazi Ghaffaar Ghafoor
Ghaith Ghalib Ghaliyati Ghanee Ghanem Ghannam Ghasaan Ghauth Ghawth Ghayoor Ghazalan Ghazanfar Ghazanfer
Ghazawan Ghazzal Ghenadie Gheorghiță Gherghina Ghiyaath Ghiyath Ghiță Ghufran Ghulaam Ghulam Ghunayn Ghusharib
Ghusun Ghutayf Giacobbe Gianfrancesco Gianina Gianpietro Gicu Gică Gifty Gilang Gildardo Gilma Gioachino Gioele
Gioffre Gionata Giorgian Giorgiana Giosuè Girik Girindra Gitau Githinji Gitonga Giulietta Giustino Glauco
Godofredo Godwin Gohar Goma Goyo Graciana Graciano Grațian Grațiana Grațiela Greca Greco Gregorian Gricelda
Guarino Gugu Gugulethu Guillermina Guiomar Gulab Gulfaam Gulfam Gulshan Gulzar Gumercindo Gunbir Guneet Guney
Génesis Gülbala Gülmira Gülnar Gülnaz Gülnur Gülsüm Gültac Gülxar Gülzar Gülçin Gülüstan Gülüş Gündüz Habibu
Habil Hadassa Hadicha Hadija Hadithi Hadiza Hafsa Hafsat Hafshah Haiba Hairyanto Halid Halim Halima Halisi
Hamima Hamis Hamisi Hamsini Hamzah Hanja Hannabel Haralamb Haralambie Harambee Hardana Hardi Hardik Harimurti
Harinakshi Harini Harita Harja Harjasa Harjaya Harjo Harnail Harol Haroldo Haron Harsana Harsanto Harsaya
Harshil Hartaka Hartana Harto Hashiki Hasim Hasta Hatima Hauwa Hawa Hawehindi Haydée Hazeem Heitor Hekima
Heliodoro Hellena Heloisa Heloísa Hema Hemal Hemang Hemangini Hemani Hendra Hendri Heracleea Heraclio Heraldo
Herberto Hermelinda Hermenegildo Hermes Herminda Herminio Herney Heru Heryanto Hesbon Hesti Hezron Hidaya Hildah
Himawan Hipólito Hiral Hitesh Hodari Homero Horațiu Horea Hredhaan Hritik Humaira Humaiya Humayra Humoyun
Huzaifa Hüseyn Hüseynqulu Iacob Ianis Iasmina Ibaad Ibeth Ibidapo Ibironke Ibraaheem Ibraheem Ibrani Ibrohim
Ibun Ibán Icha Idika Idrees Ieremia Iesa Ifechukwu Ifora Iftikhaar Iftikhar Ifunanya Ignacia Ihsaan Ihtesham
Ihtiram Ihtishaam Ihtsham Ijaya Ijli Ikbal Ikenna Ikeoluwa Ikhlaas Ikhsan Ikin Ikraam Ikramah Ikrimah Ikshita
Ilarie Ilarion Ilsa Imany Imara Imaran Immaculate Imona Imron Indah Indali Indrajit Inioluwa Innocent Inocencio
Inocențiu Intan Ioanina Iolanda Ionelia Ionică Iosefina Ippazio Iretioluwa Iriana Iridenta Irinel Irnanto Irsad
Irungu Irwan Irya Isaack Isabelly Isack Isaque Isaura Isaya Iseoluwa Isfandiyor Isha Ishani Ishanvi Ishita
Ishola Ishwar Isidora Isidoro Islom Ismoil Isolina Issack Itanya Ituri Itziar Iuliana Iuliu Iustin Iustina
Iustinian Ivone Iyabode Iyadunni Iymona Izaaz Jaabir Jabal Jabbaar Jabr Jackline Jader Jaeman Jaffer Jaga
Jagapati Jagaraga Jagat Jagdish Jagrati Jagvi Jahangir Jahanzeb Jahdami Jahdari Jahi Jahiz Jahm Jahongir Jaider
Jail Jaiman Jairaj Jairus Jais Jalaal Jalees Jalia Jalol Jalsa Jamalia Jamshid Janaki Janani Janeta Janeth
Jangwa Janneth Januja Janya Japhet Japheth Jarwa Jarwadi Jarwi Jasiri Jasmani Jasmit Jasur Jaswadi Jati Jatin
Jatmiko Javan Javi Javiera Javohir Jayadi Jayeng Jazmín Jebet Jecinta Jedidah Jeet Jeevika Jeferson Jefri Jeison
Jeisson Jelagat Jelita Jemimah Jemutai Jenaro Jenel Jeniffer Jenipher Jepchirchir Jepchumba Jepkemoi Jepkoech
Jepkorir Jepkosgei Jeptoo Jerman Jerono Jerop Jerotich Jerson Jeruto Jesca Jesusa Jhalak Jhan Jhoan Jhoana Jhon
Jhonatan Jhonny Jhony Jina Jinawi Jindra Joaquina Joash Johnstone Jono Joojo Joram Josephat Josphat Josphine
Joyline Juanito Julieta Julieth Juma Jumaane Jumadi Jumari Justiniani Juvenal Juwon Kaamil Kaashif Kaazim Kabeer
Kabir Kabiru Kachela Kacung Kafeel Kaique Kairav Kajen Kajji Kalbi Kaleem Kaleema Kalim Kalpit Kaluwa Kamaria
Kambali Kamidin Kamilly Kanda Kani Kania Kanini Kaombwe Karaamat Karam Karama Karani Karanja Kardi Karimah
Kariman Karimi Kariuki Karja Karman Karna Karsa Karsana Karta Kartika Karya Kasam Kashan Kashangaki Kashif
Kashish Kashvi Kasiran Kasiyah Kaskazi Kasusra Katalina Katana Katerine Katherinne Kauthar Kavya Kawaca Kawaya
Kawkab Kawthar Kaysan Kayun Kazi Keji Kemba Kemboi Kemuma Kemunto Kenari Kenedy Kenes Keneth Kenyangi Kerubo
Keya Keyaan Kezia Keziah Khaalid Khaan Khamani Khamisi Khanyisile Khoa Kiaan Kiah Kiandra Kiapo Kiarie Kibafupia
Kibet Kibibi Kiburi Kijana Kijani Kike Kikelomo Kilonzo Kimani Kimanzi Kimathi Kimbilio Kimeu Kimutai Kimya
Kinaya Kinubi Kinuthia Kinyanjui Kinyua Kiojah Kioko Kipchirchir Kipchumba Kipenzi Kipepeo Kipkemboi Kipkemoi
Kipkirui Kipkoech Kipkorir Kipkosgei Kipkurui Kiplagat Kiplangat Kiplimo Kipngeno Kipngetich Kiprono Kiprop
Kiprotich Kipruto Kipsang Kiptoo Kipyegon Kirui Kisima Kiume Kiwara Koech Koko Kolawole Kondo Konradi Korede
Korir Kosgei Kosisochukwu Kovu Krisha Kritika Kuchanua Kujoe Kumush Kuncara Kunthara Kuria Kurnia Kurunzi
Kusiima Kusuma Kwamboka Kwamena Kweku Kweli Kyalo Kévim Könül Laban Labeeb Labib Labuh Ladislau Ladli Laeeq
Lahiah Lailati Laini Laiq Laith Lajita Lajlaj Laksana Laksh Lakshit Lalita Lalo Lameck Lanang Langalibalele
Langat Langgeng Lanjar Lantar Laqeet Laras Lascăr Lasmanto Lasmono Laswi Lateef Latika Laurian Lavanya Lawrencia
Laylo Layth Laziz Lazzaro Lazım Laçın Laís Leela Legawa Leidy Leke Lekha Lembah Lenah Lenin Leocadia Leoncio
Leontin Leopoldina Leordean Lere Levis Leydi Leónidas Liban Libardo Liberto Libia Libni Liceth Lică Lidya Ligia
Liman Limar Limazah Linah Lindah Linet Lintang Lioara Lipika Liseth Livingstone Liyaaqat Liyaqat Lodovico Lohit
Loice Loida Loise Londisizwe Londiwe Loot Lopa Loreto Lourenço Luara Luay Lucca Lucențiu Luchino Lucho Lucila
Lucrecia Lucrețiu Luhung Luisana Luisina Luiza Lukita Lukman Luluh Lulut Lungile Lunna Luqmaan Luqman Lurhur
Lutf Lutfan Luthfi Luwar Luwes Luyanda Luzmira Lwandile Lydiah Lázaro Lăcrămioara Maahir Maajid Maalik Maanas
Maanav Maawiya Maaz Maazin Mabad Macaria Macharia Madaha Madalena Madani Madhavi Madini Madiyan Madoa Madyan
Maftuna Magaly Magdaline Mahad Mahali Mahaz Mahbeer Mahboob Mahbub Mahdee Mahdy Maheen Mahesa Mahfooz Mahfuj
Mahfuz Mahika Mahja Maicol Maikol Maimuna Maimunah Maina Maingi Maisha Majani Majdi Majdy Majeed Makara Makarena
Makau Makeen Makini Makokha Makori Makunga Makuta Makuu Mala Maliza Maman Mamen Mamun Manaf Manah Manan Manbir
Mandlakhe Manola Manole Manthan Manuella Manya Maqsud Maras Marcantonio Marcheta Marciano Marcu Margana Margoth
Mariadi Marianela Maricel Maricica Maricruz Mariluz Marinela Marini Marioara Marisel Maristela Marjani Marjona
Marleny Marly Maroof Marsito Marsudi Martaka Martana Martani Martirio Marwata Maryadi Maryanto Masika Masinde
Massiel Matei Matunda Maua Maurilio Mavuno Maximiano Maximino Maxwel Mayerly Maykol Maysa Mayte Mbithi Mboya
Mbugua Mburu Mcebisi Megha Meghana Mehdiqulu Mehin Mehman Mehrimoh Mekhala Melchor Melvine Merche Mercyline Mery
Meshack Metrine Meyransa Micheletto Michelotto Miguela Mihnea Mikayıl Milcah Milkah Millaray Milovan Minenhle
Minodora Mioara Mirabela Mirian Miron Mirona Mironshoh Mirriam Mirtha Miruna Miryam Misuli Mitali Mitchelle
Mitesh Mitică Mitruț Mitzy Mizhir Mkarkara Mlungisi Mnqobi Modesta Modupe Mofifoluwa Mohamedi Mohamud Mohini
Mohinur Mohlaroyim Mojisola Mojisoluwa Momanyi Monalisa Monicah Moraa Moradeke Morayo Moreen Morenike Morine
Morolake Mosinmileoluwa Mosunmola Motunrayo Moureen Mourib Mourine Moyosore Mrihani Mthokozisi Mubina Muchiri
Muema Mueni Mugambi Mugdha Mugendi Mugo Mugurel Muhallil Muhammadali Muhammadamin Muhammadamir Muhammadayub
Muhammadaziz Muhammadrizo Muhammadsafo Muhammadsodiq Muhammadsolih Muhammadumar Muhammadyasin Muhammadyusuf
Muhammadziyo Muhazzim Muhima Muhsina Muia Muiruri Muizza Mujur Mukhwana Mulele Muli Mulwa Mulya Mulyanto Mulyono
Mumbi Mumo Mumpuni Mumtoz Munene Mungai Munisa Munyao Munyoki Murad Muriithi Murimi Murithi Muriuki Murod
Mursalina Mursinin Mursita Murti Musau Musee Musembi Musfira Mushtariy Musila Muslim Muslima Mustafo Mustika
Mustofa Musyoka Musyoki Mutai Muthama Muthengi Muthoka Muthoni Muthui Mutia Mutie Mutinda Mutiso Mutisya Mutua
Mutuku Mutunga Muturi Muxlisa Muxtar Muzayyana Muzdahir Muzdalifa Muzhir Mwamini Mwanajuma Mwanamisi Mwangangi
Mwangi Mwaniki Mwanzia Mwasaa Mwaura Mwende Mwendwa Mwezi Mwikali Mwiti Mzamo Mülayim Mümtaz Müslüm Müşkünaz
Mădălin Mădălina Mărioara Măriuca Naadir Naail Naajy Naasih Naasir Naathim Naazhim Nabeeh Nabeel Nabhan Nabigh
Nachiket Nacho Nacio Nadeem Nadhir Nadr Naeem Nafasat Nafees Nafesa Nafis Nafula Nahashon Nahiara Nahuel Naiara
Naib Nair Najair Najam Najeeb Najuma Najwa Naki Nakif Naksh Nakul Nalar Naliaka Namiq Nanjala Naom Naomy
Napoleone Naradi Narcis Narcisa Narciso Nardi Narji Narıngül Nasab Nashipie Nasiru Nasrullah Natalio Natella
Nathari Natiq Natividad Nayara Nayaret Nayareth Nayfa Nayibe Nazaret Nağı Ndegwa Nderitu Ndirangu Nduku Ndumiso
Ndung'u Ndunge Ndungu Nduta Nechifor Nedda Neelima Neftalí Neider Nekesa Nelah Nelcy Nelima Nelsy Nerea Netra
Ng'ang'a Ngamia Nganga Ngari Ngeni Ngigi Ngugi Nhiên Nhlanhla Niara Nibaldo Nicat Nichifor Nicholus Nickson
Nicoară Nicodemo Nicodemus Nicodim Nicol Nicolaie Nicu Niculina Niculiță Nicuță Nidia Nidra Nigar Nigesa
Niharika Nilam Nilima Nilo Nilson Nimakoah Nimrat Ninetta Ninioluwa Ninoska Nirja Nitara Nitesh Niyaga Niyaz
Niyilolawa Njabulo Njagi Njenga Njeri Njeru Njiru Njogu Njoki Njozi Njue Njuguna Nkazimulo Nkiruka Nneka Nobantu
Nobuhle Nohora Nokulunga Nolberto Nomagugu Nomalanga Nomasonto Nomathalente Nomathemba Nomcebo Nomthandazo
Nomusa Nonhlanhla Nonjabulo Nonso Norbey Norica Nothando Novi Novruz Noxolo Nozibusiso Nozima Nozizwe Nqobizitha
Nrima Ntimi Nubia Nugraha Nuhu Nula Nuriat Nuriya Nurlana Nurmuhammad Nuru Nurulla Nury Nwabudike Nyaboke Nyaga
Nyakundi Nyamai Nyambura Nyana Nyanchama Nyasi Nyawira Nyoka Nyoman Nyongesa Nyoni Nyota Nyuki Nzioka Nzomo
Nélida Nübar Obaid ObaniJesu Obdulia Obianuju Obinna Ocampo Ochieng Octav Octaviana Octaviu Odhiambo Odika Odina
Odongo Oduor Oeshi Ofeliya Ogechi Ogooluwa Ojas Ojasvi Okello Okoth Okta Okto Okumu Oladare Oladimeji Olajumoke
Olakunle Olalla Olanrewaju Olansile Olasunmbo Olimpia Olimpian Olimpiu Oliviu Ololade Oloo Olufunke Olufunmilayo
Olumorotimi Oluoch Oluwafemi Oluwagbemiga Oluwakemi Oluwamumibori Oluwamuyiwa Oluwasanmi Oluwasegun Oluwole
Olwethu Omair Omaira Omaja Omeir Omina Omisha Omkaar Omobobola Omobolanle Omodunni Omolabake Omolara Omondi
Omosalewa Omotara Omotayo Omotola Omotoun Omowumi Omran Omya Ondieki Onesmus Onkar Onofre Onveer Onyango Onyinye
Opan Opiyo Opung Opwonya Oqtay Orduxan Oreofe Orfelina Oriana Orinder Ortansa Orxan Osha Osiyo Osogo Ossama
Osunleke Otabek Otieno Otilia Ottone Ouma Ovidio Oviya Owais Owethu Owino Owuor Oyenike Oyindasola Oysha Ozana
Ozioma Pabla Paca Pacífica Padmi Pahal Paiman Palmira Pambe Pamfil Panagachie Panait Panca Pancho Pandu Pangeran
Pangestu Panini Panji Panya Paoletta Paramita Pardi Parman Parsa Parvez Pascuala Paskalia Pasqual Pastora
Paulica Pavani Paşa Peace Pelaji Pelayo Penina Peninah Pepita Pepito Peris Perkasa Perlita Pervaiz Peterson
Petrică Petrișor Petrona Petronila Petruț Petruța Phanice Phelix Philemon Philis Phineas Piedad Piergiorgio
Piergiuseppe Piermaria Piersanti Pietra Pili Pleșu Plinio Polad Pompeo Pompilia Pompiliu Pomponio Poncio
Popobawa Praba Prabawa Prabu Prakosa Pranata Pranawa Praneel Pranit Prasetya Prasetyo Pratyush Prayitna Prayoga
Prayogo Primitiva Primitivo Priscah Priscillah Prisha Profira Prudencia Prudencio Puccio Puji Pumbaa Puput
Purificación Purity Purwa Purwadi Purwanto Pushti Puspa Puti Putri Putu Pünhan Pătru Qaadir Qaasim Qabeel Qabil
Qadar Qadeer Qadi Qadim Qadir Qahtan Qaim Qalib Qani Qanit Qaratel Qareeb Qarin Qaseem Qasid Qasif Qatadah Qawee
Qays Qiyas Qori Qoşqar Quadir Qudamah Quddoos Qudoos Quique Quirino Qulam Qulu Qumru Qurban Qusay Qushi Qutaybah
Qutb Qutub Raaghib Raagini Raahil Raakin Raamis Raamiz Raashid Raatib Rabar Rabb Rabbaanee Rabbani Rabecca Rabee
Rabi Rabiah Rabit Rachana Rachit Rachita Rada Radeke Raden Radhee Radi Radika Radit Raditya Raed Raees Rael
Rafaella Rafan Rafay Rafee Rafeek Rafeeq Raffaellino Raffaello Rafid Rafila Ragheb Raghib Rahab Raharja Rahat
Rahayu Raheel Rahma Rahman Rahmat Raihan Rajata Rajeshri Raksha Ramadhan Ramid Ranbir Rangga Ranieri Ranveer
Rashidi Rasim Ratih Ratna Ravy Rayaan Rayhona Rayyona Rayén Razi Rehaan Rehema Reinel Reksa Relu Rembrandt
Remigio Remus Rendy Reshoni Respati Restu Reyansh Reyhan Rhavi Rica Ricciotti Ridhi Ridwan Rika Rini Risasi
Risper Riziki Rizki Rizvan Robertina Robinson Robiya Rodah Rodgers Rohaan Roldán Romanița Romulus Ronith Ronke
Rono Rosalina Rosalva Rosamel Rosenda Rosman Rotich Roxelana Roziya Rubani Rubiela Rudecindo Rudra Rufina Ruhiu
Ruhshona Rukia Rumaysa Rungo Ruperta Ruperto Ruqayya Ruqiya Rushil Rusman Rusul Ruwaihim Ruxanda Ruxandra Régulo
Rómulo Röyal Rübeyda Răducu S'fiso Saabir Saadat Saadiq Saafir Saahir Saaiq Saajid Saalih Saalim Saanvi Saaqib
Saariyah Sabahat Sabar Sabari Sabas Sabbir Sabeeh Sabil Sabin Sabiq Sabir Saboor Sabur Saburah Sachi Sadaka
Sadan Sadao Sadaqat Sadeed Sadia Sadiki Sadina Safari Safina Safiri Safiya Safta Saidi Saiful Saim Sair Sairah
Saka Sakina Saksham Sakti Salimah Salohiddin Salomea Salomey Salsabila Salud Salvi Samaksh Samama Samandar
Samarth Samesh Samiah Samina Samiya Samsul Samweli Sanaya Sandalio Sandile Sandu Sani Sanjar Sante Sanya Saood
Sarabi Sarafina Sardor Sarthak Sarvan Sarvar Sarvinoz Sathvik Saturnina Saturnino Saumu Saumya Sauti Saveta
Sayalı Scarleth Segilola Segismundo Selcan Semenica Septi Serafín Serah Sergiu Sergius Sessa Setya Sevara Seve
Severiano Severina Sevinch Seye Seyfulla Seymur Shadrack Shahina Shahnoza Shahriyor Shahzod Shahzoda Shakila
Shamsuddeen Shaurya Shawana Shehu Sheilla Sheillah Shekoni Shem Shida Shivani Shivansh Shohjahon Shohrux Shravya
Shukrona Sibonelo Sibusisiwe Sidiq Sidonia Sifa Sifuna Sigfrido Sihawukele Sijuade Siku Sila Silondile Silvestre
Silvian Silviana Simi Similoluwa Simina Simisola Simiyu Simphiwe SimphiweyiNkosi Simão Sindy Sinică Siphesihle
Sirac Siska Sithembiso Sixto Siya Skolastika Slamet Smaranda Sneider Sole Soleh Soliha Solmaz Somadina
Somtochukwu Sona Sophy Soraia Sorana Sosimo Souma Sowande Speranța Sphiwe Stanca Stancu Stelian Steliana Stellah
Steluța Stephene Stiven Subomi Suci Sudiksha Suhani Sumayya Sungara Susanita Suğra Swala Swaleh Syahrini Sylivia
Sânziana Sübhan Taahaa Taahir Taaj Taalib Taamir Taanish Taariq Tabassum Tabish Tabita Tade Tadeen Tafazal
Tahawwur Taheem Tahmaseb Tahmeed Tahmid Tahoor Tahseen Taial Taimur Taisir Tajammal Tajammul Tajudinn Takatifu
Talal Talha Talhah Talib Talıb Tamam Tamanna Tamaşa Tambika Tamilla Tamu Tanay Tanimu Tanish Tanmayi Tantri
Tanveer Tarak Tarfaan Tariyel Tasdik Tasnim Taswir Taufan Tawkeel Tecla Tedi Teea Teerth Teguh Telemaco Telman
Telmo Temidayo Temistocle Teobaldo Teodosia Teodosio Teofil Teohari Teona Tere Teresiah Teresita Teymur Teymuraz
Teymurçin Teófila Thabani Thabisa Thabisile Thabiti Thalente Thales Thandazile Thandeka Thando Thembeka
Thembekile Thembile Thembisile Theodoro Thiare Thuo Thuthukile Tiberia Tiberiu Tiburcio Timbul Timotei Timoteo
Tinca Tincuța Tira Tirdad Tirta Tirtayasa Tishk Titi Titilayo Titin Tofiq Toki Tokunbo Tolulope Toluwanimi
Tomori Tomris Tomé Toribio Torquato Tovuz Toño Toğrul Trini Tripti Triveni Triya Tránsito Tsuma Tudora Tudorița
Tudosia Tuere Tufani Tugiman Tukufu Tulia Tulio Tunar Tural Turvi Turxan Tutu Tùng Ubaadah Ubadah Ubaid Ubaidah
Ubay Ubayd Ubaydullah Uberlinda Uberto Ubika Ucchal Uchenna Uchita Udant Udarsh Udeera Udyati Ugolino Uhban
Ujamaa Ujunwa Ulduz Ulfat Ulva Ulya Umaarah Umair Umande Umang Umar Umaya Umoja Unggul Unjani Unnati Upadhriti
Upasna Upik Upkaar Upma Urfan Urishilla Urmi Urrab Urvashi Urvi Ushindi Usiku Usmon Usyi Utama Utkarsh Uzima
Vahar Vahid Vaishnavi Valary Valeh Valentim Valeriu Valero Valid Vallary Vamakshi Vansha Vanya Varenya Varsha
Vasana Vasatika Vasif Vasudha Vazeh Vedant Vedhika Vedika Venancio Venceslás Venera Veniamin Vero Veronicah
Vicenta Vicenția Vicențiu Victorino Vidadi Vidhi Vihaan Viman Vinaya Vincentio Vincențiu Vinicio Vino Vinsen
Viorela Viraj Virman Visarion Visitación Vitalis Vitória Vivaan Vivi Vlaicu Vlădelina Voichița Voicu Vrinda
Vrishti Vritti Vurğun Vusumuzi Vyanjana Vüqar Vüsal Waahid Waail Waajid Waceera Wachira Wadee Wadi Wadood Wafeeq
Wafi Wafiq Wafula Wage Wahab Wahb Wahban Waheed Wahhaab Wahhaaj Wahyu Waida Wainaina Wairimu Wakeeta Wakiman
Waluyo Wamalwa Wambua Wambugu Wambui Wamwema Wangila Wani Wanja Wanjala Wanjiku Wanjiru Wanjohi Wanyama Wanyonyi
Warda Wardaya Wardi Warhi Waridi Warinder Warjas Warji Warsa Warsita Warta Waseme Wasis Watika Wawan Waweru
Wazir Weddy Wekesa Wenceslao Wendolin Wesonga Widisha Widya Wilfrido Wilman Wilmar Winda Winny Wira Wirda Wishi
Wisnu Wriddhish Wridesh Wulan Wuraola Wycliff Wycliffe Xalak Xalid Xaliq Xamis Xankişi Xanlar Xanım Xiti Xobeen
Xolid Xosrov Xudaverdi Xudayar Xudu Xumar Yaaseen Yachana Yadavi Yadid Yafi Yafir Yaghnam Yagnesh Yahvi Yahyaa
Yahyo Yakobo Yalçın Yaman Yamar Yameen Yamid Yamile Yamini Yanara Yance Yanet Yaneth Yani Yanira Yaqeen Yaqoot
Yaqub Yasaar Yaseen Yashasvi Yashawini Yashem Yashica Yashoda Yashodhara Yashvi Yasina Yasinta Yasna Yasti Yatan
Yathrib Yatin Yauvani Yawar Yawer Yazan Yazeed Yazmín Yecid Yeferson Yeimy Yeison Yejide Yeni Yenifer Yenny Yeny
Yeraz Yergha Yerko Yerson Yesica Yesid Yesoob Yessi Yessica Yetunde Yewande Yina Yineth Yocelyn Yochana Yoga
Yohana Yohane Yolima Yonathan Yono Yordan Yoshita Yudy Yulieth Yuly Yuni Yunis Yunita Yurani Yurany Yureed
Yussuf Yutika Yuvraj Yésica Yéssica Zaafir Zaahid Zaahir Zaakir Zabir Zablon Zacarías Zacharia Zackariya Zaeem
Zaenab Zafeer Zafir Zafrul Zahaar Zaharia Zaheer Zahir Zahnya Zahri Zahro Zahrun Zahur Zaib Zainabu Zaitra
Zaituni Zakariyo Zakayo Zakhele Zakiyaxon Zalindra Zaman Zamfir Zamfira Zamin Zamiq Zamira Zansi Zarar Zaraza
Zarina Zarna Zashil Zauqi Zaur Zaweel Zayan Zayd Zaynab Zayyan Zayyir Zeferino Zehaan Zelaya Zemfira Zende
Zenovia Zenzele Zenzile Zerdad Zewad Zeynal Zeynulla Zibuyile Zilmil Zimran Zinal Zinhle Zinnura Zipporah Zizi
Zoila Zoraida Zuba Zubayr Zuhri Zulaikha Zulfa Zulma Zumaridi Zunilda Zuwayhir Zuwena Zwatie Züleyxa Zümrüd
África Águeda Ámbar Áurea Çimnaz Çingiz Ëakumbu Ülvi Ümid Üzeyir İbiş İlqar İlyas İnqilab İntiqam İntizar
İsmayıl İsrafil İxtiyar Şaban Şahlar Şahmar Şahnaz Şakir Şamil Şamxal Şirzad Şükür Şıxı
"""
