"""Given names of Turkish, Kurdish, Arabic, Persian, Hebrew, the Caucasus, Central and South Asia."""

NAMES = """
Hengameh Nemi Düzen Belit Humza Schomart Numan Şebnem Neeraj Anura Turki Bafel Nechirvan Gebran Mutaz
Noureddine Safra Toomaj
Izchak Jitzchak Jizchak Izhak Mosche Jossi Jehuda Jariv Jaron Gideon
Jahia Moktada Zabiullah Barham Chalifa Ons Droupadi Schabas Schahbas Ismail
Aaron Abay Abba Abbas Abd Abdallah Abdel Abdelaziz Abdelhamid Abdelkader Abdelmadjid Abdelmalek
Abdelrahman Abderrahman Abderrahmane Abdessalam Abdi Abdihakim Abdirahman Abdou Abdoul Abdoulaye Abdul
Abdulaziz Abdulhamid Abdulkadir Abdullah Abdullahi Abdullatif Abdulmalik Abdulrahman Abdulrazak
Abdulrazzaq Abdurrahman Abhijit Abhinav Abhishek Abiy Abolghasem Abolhassan Abou Abu Achraf Adalet Adama
Adel Adem Adham Adi Adib Adil Adilet Adina Aditi Aditya Adnan Afif Afshin Aharon Ahlam Ahmad Ahmad-Resa
Ahmadou Ahmed Ahmet Ahuva Aicha Aida Aigerim Aigul Ainur Aischa Aisha Ajay Ajit Akan Akash Akbar Akhilesh
Akif Akin Akram Akshay Alaa Aladin Alev Ali Alican Alichan Alikhan Aliresa Alireza Almasbek Almazbek Alok
Alon Alona Alp Alparslan Altan Altynai Amal Aman Amani Amar Amartya Ambika Amichai Amin Amina Aminata
Amine Amir Amir-Hossein Amira Amirhossein Amit Amitabh Amitav Amjad Ammar Amnon Amol Amos Amr Amrita
Amrullah Anahita Anand Ananya Anas Anat Anil Anirudh Anis Anish Anita Anjali Ankit Ankita Anshu Anu Anup
Anuradha Anurag Anwar Aparna Arasch Arash Aravind Archana Arda Ardeshir Arezu Ari Arian Arie Ariel Arjun
Arman Arun Aruna Arundhati Arvind Aryan Arzu Asad Aschraf Asel Asfandyar Asghar Asha Ashish Ashkan Ashok
Ashraf Ashwin Ashwini Asif Asim Askar Asli Aslı Asma Assad Assaf Assef Assel Asset Assylbek Asuman Atakan
Atal Atef Atefeh Atena Atiku Atilla Attila Atul Avi Avichai Avigdor Avinash Avital Aviv Aviva Avraham Ayad
Ayda Aydan Aydin Aydın Ayelet Ayhan Ayla Aylin Ayman Aymen Aynur Ayoub Ayse Aysegül Aysel Aysen Aysu Aytac
Aytaç Aytül Ayub Ayşe Ayşegül Azad Azadeh Azamat Azar Azhar Azim Aziz Azize Azmi Azza Azzam Aïcha Baback
Babak Babu Bacha Bachar Badr Baha Bahaa Bahadir Bahar Baher Bahman Bahram Bakhyt Baki Bakytzhan Balram
Bamdad Banafsheh Bandar Barak Baran Baris Baruch Barış Basak Baschar Bashar Bashir Basma Bassam Bassel
Batuhan Batya Baurzhan Bayram Başak Bechir Behiye Behnam Behrouz Behrus Behzad Beji Bekir Bekzat Belgin
Belma Benazir Benjamin Benny Berat Beren Berfin Berik Berivan Berk Berkan Berkay Beschara Besim Betül
Beyza Bezalel Bharat Bhavna Bhim Bhupendra Bhupinder Bidhya Bijan Bilal Bilawal Bilge Bilgin Bimal Binali
Binyamin Bipin Bircan Birol Bishara Boaz Bolat Bora Bouchra Boutros Brahim Burak Burcu Burhan Burhanuddin
Bülent Büsra Cahit Can Canan Cansu Cavit Celal Celil Cem Cemal Cemil Cemile Cengiz Cenk Ceren Cevat Ceyda
Ceyhun Chadli Chafik Chaim Chaker Chakib Chaled Chalid Chandra Chandrika Charif Chaya Chen Chetan Cigdem
Cihan Cihat Cumhur Cyrus Cüneyt Dalia Dalit Damla Dan Dana Dania Daniella Daniyar Danny Daoud Dariga
Dariusch Dariush Daulet David Davut Deepa Deepak Deepika Demet Deniz Derya Devendra Devi Devlet Dharmendra
Dilan Dilara Dilek Dilip Dina Dinara Dinesh Dipu Divya Djamel Djamila Dogan Dogu Dov Doğan Driss Dror
Dschamal Dschamil Dschamila Dschawad Dscheyhun Durga Dursun Ebrahim Ebru Ece Ecevit Eda Edip Edna Efe
Efkan Efraim Ege Egemen Ehab Ehsan Ehud Eilon Eitan Ekrem Elchin Elham Eli Eliezer Elif Elior Eliyahu
Elman Elmar Elnaz Elnur Elyakim Emad Emel Emin Emine Emomali Emrah Emre Ender Enes Engin Enis Enver Eray
Erbil Ercan Erdal Erdem Erden Eren Erhan Erkan Erlan Erol Ersin Ertan Ertugrul Erturul Esawi Esin Esma
Esmail Esra Esther Etgar Evren Eyal Eyüp Ezra Fadel Fadi Fadime Fadwa Fady Faegheh Fahad Fahd Fahrettin
Fahri Faik Faisal Faizal Fardin Farhad Fariba Farid Farida Faris Farooq Farouk Farrokh Farsad Faruk Farzad
Farzaneh Fateh Fatemeh Fathi Fatih Fatiha Fatima Fatma Fatou Fatoş Fawad Fawzia Fayez Fayçal Fazal Feisal
Ferda Ferdi Fereshteh Fereydoon Fereydun Ferhat Feridun Fethullah Fevzi Feyza Fikret Fikri Filiz Firas
Firat Firouz Firus Forough Foruzan Fouad Fuad Fuat Funda Furkan Fırat Gabi Gadi Gal Gali Galip Galit Gamal
Gamze Ganesh Gassan Gautam Geeta Geula Ghada Ghader Ghani Ghasem Ghassan Ghassem Ghazal Ghazi Gholam
Gholamhossein Gholamresa Gideon Gidi Gila Gilad Girish Gita Gizem Golda Goli Golnaz Golshifteh Gonca Gopal
Gopinath Gotabaya Gulbahor Gulbuddin Gulnara Gurbangul Gurbanguly Gurpreet Guy Gökay Gökhan Gökçe Görkem
Gül Gülay Gülcan Gülden Gülen Güler Gülistan Gülsah Gülsen Gülten Gülşen Günay Güner Güngör Gürkan Gürsel
Güven Habib Habibollah Hacer Haci Hadar Hadas Haddad Hadi Hadja Hafez Hafiz Hagai Hagit Haibatullah Haidar
Haider Haim Haitham Haithem Hakan Hakim Hakki Hala Haldun Halide Halil Halime Halit Haluk Hamad Hamdan
Hamdi Hamdullah Hamed Hamid Hamide Hamit Hamoud Hamza Hanaa Hanan Handan Hande Hani Hannibal Hardeep Hari
Harish Harpreet Harsh Harsha Harun Hasan Haschem Hashem Hasibe Hasina Hasna Hassan Hassanal Hassane
Hassiba Hatem Hatice Havva Hayat Hayati Haydar Hayri Hazem Hejdar Hekmatullah Hemant Herzi Herzl Hesam
Hesham Heydar Hibatullah Hicham Hicran Hidayet Hikmet Hilal Hilmi Himanshu Hina Hind Hischam Hisham Hoda
Hodschat Homa Homayoun Hooman Hormoz Hossam Hossein Houari Houda Houssem Huda Hulusi Hulya Hussain Hussam
Hussein Hülya Hüseyin Hüsnü Hüssein Ibrahim Ibrahima Ibtihal Ibtissam Idan Idit Ido Idris Idriss Igal Ihab
Ihsan Ijaz Ikram Ilan Ilana Ilgar Ilham Ilhami Ilhan Ilkay Ilker Ilkin Ilknur Imad Iman Imane Imomali
Imran Inan Inas Inbal Inbar Inci Indira Indra Indrani Intissar Iqbal Iradj Iradsch Irem Irfan Ishaan Ishan
Ishaq Isil Islam Ismael Ismail Ismaïl Ismet Israel Issa Issam Itai Itamar Itzhak Iyad Izzet Işık Jaafar
Jaber Jabir Jacoub Jafar Jagan Jagdeep Jahja Jair Jairam Jalal Jalil Jamaa Jamal Jameel Jamil Jamila Jasem
Jasim Jassem Jassir Jaswant Javad Jawad Jawaharlal Jay Jaya Jayanta Jayshree Jaïr Jehuda Jeyhun Jibril
Jihad Jitendra Joav Jomart Josef Joumana Jumana Juval Jyoti Kaan Kadir Kadriye Kailash Kairat Kais Kajal
Kalpana Kamal Kamala Kamel Kamil Kamran Kamuran Kanat Kangana Kapil Karan Kareem Karim Karima Karimullah
Karnit Kartik Kasim Kasra Kassem Kassim Kassym Kassym-Jomart Kassymschomart Kaveh Kavita Kawe Kaya Kazem
Kazim Kemal Kenan Kerem Kerim Keshav Keyvan Kezban Khadija Khadim Khairy Khaldun Khaled Khaleda Khalid
Khalida Khalifa Khalil Khamis Khawaja Khayri Khosrow Khurram Kian Kianusch Kimia Kiran Kirti Kishor
Kishore Koray Korkut Krishna Kumar Kunal Kurmanbek Kushal Kübra Kürsat Ladan Laila Lakhdar Lakshmi Lale
Lalit Lamia Lamine Lata Latif Latifa Laxmi Leila Leman Levent Leyla Limor Lina Lior Liora Loubna Lubna
Lütfi Lütfiye Madan Madhav Madhu Madhuri Madina Madji Maedeh Magdi Maha Mahan Mahatma Mahbouba Mahdi Maher
Mahesh Mahin Mahinda Mahir Mahmood Mahmoud Mahmud Mahmut Mahnaz Mahsa Mahtab Mahvash Mai Maithripala Majd
Majed Majid Maksat Malak Malala Malalai Malek Maliheh Mallikarjun Mamata Mamdouh Manal Mandana Manish
Manju Manmohan Manohar Manoj Mansour Mansoureh Mansukh Mansur Manutschehr Maral Marat Mardjan Mariam
Marjan Marouane Marwa Marwan Maryam Masih Masoud Masoumeh Massoud Massud Masud Matan Matti Mayawati Mazen
Mazlum Mechriban Meena Meera Mehdi Mehmed Mehmet Mehran Mehrdad Mehriban Mehrnaz Meir Meirav Melahat Melek
Melih Meliha Melike Melis Meltem Memduh Memet Menachem Meral Merav Merouane Mert Mervat Merve Meryem Mesut
Metehan Metin Mevlut Mevlüt Mian Michael Miftah Miki Mina Mine Mir-Hossein Miri Mirwais Mithat Mitra
Moataz Modschtaba Mohamad Mohamed Mohammad Mohammadou Mohammed Mohan Mohandas Mohaqiq Mohit Mohsen Mojgan
Mojtaba Mokhtar Mona Moncef Mordechai Mortesa Morteza Moshe Moshgan Mostafa Mouin Moulay Mounir Moussa
Moustafa Muammer Mubarak Mubariz Muhammad Muhammed Muhammet Muhannad Muharrem Muhittin Mujibur Mujtaba
Mukaddes Mukesh Mukhtar Muktada Mukul Muna Munir Munira Muqtada Muralitharan Murat Musa Mushfiqur Mussa
Mustafa Mustapha Muzaffer Müjde Müzeyyen Nabi Nabih Nabil Nabila Nachman Naci Nada Nadav Nader Nadereh
Nadia Nadim Nadir Nadschib Naftali Nagib Naguib Nahed Nahid Nahla Nail Naim Naima Najah Najat Naji Najib
Najibullah Najla Najm Nalan Nalini Namik Namrata Nandini Narayan Narendra Naresh Narges Nargess Narin
Nasim Nasrin Nasser Nassim Nassir Natan Natig Naveen Navid Navjot Nawaf Nawal Nawaz Nawid Nayef Nazan
Nazanin Nazih Nazim Nazir Nazli Nazlı Nebahat Necati Necdet Necip Necla Necmettin Nedim Negar Neha Nejat
Nema Neriman Nermin Neslihan Neta Nevin Nevzat Nida Nidal Nidhi Nihal Nihat Nika Nikhil Nikita Nilay
Nilesh Nilgün Nili Niloofar Niloufar Nilufar Nilüfer Nima Nimet Nir Nirmala Nisha Nisrine Nitin Nitish
Nitzan Nizar Noa Noam Noor Nour Noura Noureddin Nouri Nur Nuray Nurcan Nureddin Nurettin Nurhan Nuri Nurit
Nuriye Nurlan Nursaule Nursel Nursultan Nurten Nâzım Ofer Ofir Ofra Oguz Oguzhan Okan Oktay Olcay Om Omar
Omara Omer Omid Omurbek Onay Onur Or Orasbek Oren Orhan Orit Orkun Orly Orna Osama Osman Othman Ouided
Oussama Oğuz Padma Pallavi Pankaj Parag Parastou Parisa Parmeshwar Parth Parvaneh Parviz Parwis Pawan
Pegah Pejman Pelin Pembe Perihan Pervez Pervin Perwes Peyman Pinar Piyush Pnina Polat Pooja Pooya Pouria
Prabhakar Prabhat Prabowo Prachi Pradeep Pradip Prajwal Prakash Pramod Pranab Pranav Prasad Prashant
Pratap Pratibha Praveen Preet Preeti Prem Prithvi Priya Priyanka Puria Purnima Pushpa Puya Pınar Qais
Qamar Qasim Qassem Quais Qusai Raad Rabia Rached Rachel Rachid Radha Radhika Rafi Rafic Rafik Rafiq Raghad
Raghav Raghuram Rahaf Rahim Rahmi Rahul Raid Raj Raja Rajaa Rajab Rajan Rajat Rajeev Rajendra Rajesh Rajiv
Rajnath Raju Rakesh Ram Rama Ramadan Ramazan Ramesh Rami Ramil Ramin Ramiz Ramy Ramzi Ran Rana Rand Rangin
Rania Ranil Ranja Ranjan Ranjit Raschid Raschida Rashad Rashed Rashid Rashida Rashmi Ratan Rati Rauf Ravi
Ravindra Ravshan Rawan Raza Razan Recai Recep Reem Refik Rehman Reihaneh Rekha Remzi Renu Resa Resul
Reuven Reza Riad Riham Rim Rima Rishabh Ritesh Ritu Rivka Riyad Riza Rohan Rohit Roi Roja Ron Ronen Ronit
Rosa Rostam Rotem Rouhollah Roula Rovshan Roxana Roya Roza Ruhi Ruhollah Rukiye Rupa Rustam Rüstem Rüya
Rıza Saad Saadi Saba Sabah Sabahattin Sabihullah Sabri Sabriye Sachin Saddam Sadegh Sadek Sadhana Sadik
Sadiq Sadiye Sadyr Saeed Saeid Safa Safaa Safi Safiye Sahar Sahin Sahra Said Saida Saif Sait Sajid Sajith
Sajjad Salah Salam Saleh Salem Salih Saliha Salim Salima Salma Salman Salva Salwa Saman Samar Sameer Sameh
Samer Samet Sami Samia Samih Samir Samira Sana Sanaa Sanaullah Sanjay Sanjeev Sanjib Sanjiv Santosh Sapar
Saparmyrat Sara Sarath Sari Sarifa Sarita Sarp Satish Sattar Satya Satyajit Saud Saurabh Sava Savas Savita
Sawsan Sayed Sayyed Sayyid Schahin Schaima Schawkat Scherif Schimon Schirin Schlomo Seda Sedat Seema Sefa
Sefer Seif Selahattin Selami Selcuk Selda Selim Selin Selma Selman Selvi Selçuk Semih Semiha Semra Senem
Seniz Serap Serdal Serdar Serhat Serik Serkan Serpil Servet Setareh Sevda Sevgi Sevil Sevilay Sevim Sevinc
Sevinj Seyfi Seyhan Seyit Seyran Sezai Sezen Sezer Sezgin Shabnam Shadi Shadia Shafik Shah Shahbaz Shaher
Shahid Shahin Shahla Shahpour Shahram Shai Shaima Shakib Shakti Shalom Shankar Shanti Shaparak Sharad
Sharif Sharifa Sharma Sharon Shashi Shashikala Shaukat Shaul Shavkat Sheela Shehab Shehbaz Shekhar Shereen
Sherif Shilpa Shimon Shimrit Shira Shireen Shirel Shiva Shivraj Shlomo Shohreh Shreya Shruti Shubham
Shukria Shulamit Siamak Siawasch Sibel Siddharth Sidi Sihem Sikandar Sima Simcha Sinan Sinem Siradschuddin
Sirajuddin Sirimavo Sirri Smriti Sneha Sofiane Sofyan Soheila Sonal Sonam Soner Songül Sooronbai Soraya
Sorusch Souad Soufiane Souha Sourav Srinivas Suad Suat Subhash Subrahmanyam Sudha Sudhir Suha Suhail
Suheil Sujata Sulaiman Suleiman Suleyman Sultan Suman Sumaya Sumit Sumitra Suna Sundar Sunder Sunil Sunita
Suraj Surendra Suresh Surya Sushil Sushila Sushma Swapna Swati Sükrü Süleyman Tadamichi Taha Tahani Taher
Tahir Tahira Tahsin Tair Tal Talat Talgat Tali Tamar Tamer Tamim Tamir Tammam Taner Tansel Tansu Tanvi
Tara Taraneh Tarek Tareq Tarik Tariq Tarkan Tarun Tarık Taufik Tawadros Tawfik Tayfun Tayfur Taylan Tayyip
Tejas Tekin Temel Temir Tenzin Tevfik Tezcan Timucin Timur Tofig Tolga Tolgay Toomaj Toufik Tufan Tugba
Tugce Tugrul Tuna Tunay Tuncay Tuncer Turan Turgay Turgut Turhan Tuğba Tuğçe Tzachi Tzipi Tzvi Tülay Tülin
Türkan Uday Ufuk Ugur Ulugbek Uluğbek Uma Umay Umer Umesh Umit Umut Upendra Uri Usama Usha Usman Uthman
Utku Uzi Uğur Vagif Vahit Vandana Varun Vasundhara Vedat Vehbi Veli Venkat Venkatesh Veysel Vibha Vidya
Vijay Vikas Vikram Vikrant Vimal Vinay Vinod Vipin Virat Vishal Vishnu Vivek Volkan Vugar Vural Wael Wafa
Wahid Waleed Walid Wasim Wassim Widad Wissam Yaakov Yael Yaffa Yahia Yahja Yahya Yair Yakup Yalda Yara
Yariv Yasar Yasemin Yaser Yash Yashwant Yasin Yasir Yasmina Yasmine Yasser Yassin Yassine Yavuz Yaşar
Yehoshua Yehuda Yehudit Yeliz Yener Yerlan Yermek Yesim Yeşim Yifat Yigal Yildiray Yilmaz Yisrael Yitzhak
Yoav Yochanan Yoel Yogesh Yogi Yonatan Yoram Yosef Yossi Yotam Younes Younis Yousaf Yousef Youssef
Youssouf Yousuf Yuli Yunus Yusif Yusra Yusuf Yuval Yüksel Yıldız Zabihullah Zafar Zafer Zaher Zahi Zahide
Zahra Zaid Zain Zainab Zakaria Zaki Zakir Zalmay Zarifa Zayed Zeev Zehava Zehra Zeid Zein Zeina Zeinab
Zeineb Zekeriya Zeki Zeliha Zeynel Zeynep Zhanar Zhanna Ziaeddin Ziaur Ziba Zied Zineb Zinedine Zion Zipi
Ziya Ziyad Zohra Zohreh Zoubida Zouhair Zuhair Zulfikar Zvi Zwi Zübeyde Züleyha Zülfü Älichan Çiğdem Ömer
Ömür Önder Özcan Özdem Özden Özge Özgür Özkan Özlem Öznur Ümit Ünal Ünsal İbrahim İlhan İlkay İnci İsmail
İsmet Şahin Şirin Şükrü
"""
