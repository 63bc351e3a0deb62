"""Given names of East and South-East Asia and of Africa; family names that stand first."""

NAMES = """
Biniam Akito Yemisi Nafissatou Odilon Tesfaye Sutume Yalemzerf Peruth Berihu Muktar Lamecha Girma Akani
Andry Dwi Yaw Nia Kenenisa Selemon
Abdourahamane Abdurrahman Abebe Abel Abena Abhisit Abidemi Abiola Abubakar Achille Ada Adaeze Adaobi
Adaora Adebayo Ademola Adewale Adhanom Aduke Afua Agathe Agnes Aguila Agus Ahok Ahunna Ai Aiko Airlangga
Aito Ajua Akane Akemi Aki Akie Akihito Akiko Akin Akinwumi Akio Akira Akosua Akua Alassan Alassane
Alemayehu Alhassan Aliko Aliou Alioune Alpha Alphonso Ama Amadi Amadou Amara Amina Aminatou Amini Ang
Anies Anna Anutin Anwar Aoi Arata Aristide Armand Asako Asami Asamoah Asen Assimi Asuka Atsuko Atsushi
Augustin Aung Awa Axel Aya Ayaka Ayako Ayo Ayodele Ayuk Ayumi Azali Azmin Aïssatou Babacar Babatunde
Bakary Bambang Barkhado Basetsana Bassirou Basuki Bayani Beji Benedikta Benigno Benny Bertrand Birame
Blaise Blessing Bobi Bola Bong Bong-joon Bongbong Boubacar Bounnhang Breel Brigid Budi Bukayo Bukola Busi
Carrie Cellou Chan Chee-hwa Cheick Chi-mai Chiaki Chidi Chidiebere Chie Chieko Chigozie Chihiro Chika
Chimamanda Chinedu Ching-te Chinua Chinwe Chioma Chow Christophe Chuan Chul Chunhua Chunying Corazon Cyril
Daichi Daiki Daisuke Daizen Dambudzo Daouda Dayot Debretsion Dedryck Demba Denis Derartu Dewi Didier
Djenabou Djibril Dlamini Dong Draupadi Duc Duma Dun Déby Ebele Eberechi Edem Edgar Edin Edrissa Efua Eiji
Eiko Ekow Eliud Ellen Emeka Emi Emiko Emmerson Emre Enlai Epsy Erick Eriko Eritrea Essam Etienne Etsuko
Eun Evan Evariste Faith Fatima Fatoumata Faure Faustin Felix Femi Ferdinand Ferland Fidel Figen Folasade
Folorunsho Fred Fumihito Fumiko Fuminori Fumio Funmilayo Fusako Félicien Félix Gaku Gang Ganjar Genta
Genzebe Gibran Gilbert Gloria Go Goh Goodluck Goro Grace Graça Guangcheng Guy Habiba Hage Haile
Hailemariam Hajime Hakainde Halimah Haruhiko Haruka Haruki Haruko Haruna Haruo Hassan Hayao Hayato Hee
Helen Hellen Henri Hery Heung Heung-min Hideaki Hidekazu Hideki Hideko Hideo Hiroaki Hirofumi Hirohito
Hirokazu Hiroki Hiroko Hiromi Hiroshi Hiroto Hiroyuki Hisashi Hishammuddin Hitomi Hitoshi Ho Hoang Hotaru
Hou Hsien Htin Hun Hung Huning Huong Hyun Ichiro Idriss Idrissa Ifeanyi Ifeoma Ihlas Ikechukwu Ikue Ikuo
Il Imelda Ing-wen Isaias Isamu Isao Isatou Isko Ismail Ismaël Issoufou Itsuki Izumi Jabulani Jack Jacob
Jadon Jae Jakaya Jaw-shieh Jean-Bosco Jiabao Jianlin Jiechi Jimmy Jin Jinping Jintao Jiro Jiwon Joko
Jokowi Jomo Jonathan Jong Joon Josep Joseph Joshua José Joyce Julius Jun Junichi Junichiro Junko Junya
Ka-chiu Kadidia Kadidiatou Kaede Kagiso Kaito Kalidou Kamau Kana Kanako Kandia Kang-in Kaori Kar-wai Karim
Karin Kash Kasumi Katsuhiro Katsuko Katsumi Katsunobu Katsuya Katumba Kaweh Kazue Kazuhiko Kazuhiro Kazuki
Kazuko Kazuma Kazuo Kazuto Kazuya Kazuyoshi Kazuyuki Kefa Kehinde Kei Keigo Keiji Keiko Keisuke Keita
Kelechi Ken Kenenisa Kenichi Kenji Kenjiro Kenta Kenzaburo Kenzo Keqiang Kgalema Kgosi Khadim Khairy Khaya
Khin Ki Kidane Kikuko Kin-chung Kipchoge Kiyoshi Kizza Ko Kofi Kohei Koichi Koji Kojo Komi Kosuke Kota
Kotaro Kozo Kuan Kumiko Kuniko Kwabena Kwadwo Kwaku Kwame Kwesi Kwok-wai Kyaw Kyoko Kyung Lamine Lan Lang
Lansana Lassina Laurent Lazarus Leji Leni Lerato Lesedi Letesenbet Letsile Leymah Lijian Lim Lindani
Lindiwe Linh Liya Ljudmyla Loong Lu Luhut Lupita Léopold Machiko Macky Madoka Maha Mahamadou Mahamane
Mahamat Mahathir Mahfud Mai Maiko Makiko Mako Makoto Malick Mamadou Mamady Mami Mamphela Mana Manabu
Mandla Manet Mangosuthu Manny Marc Maria Mariama Mariko Marius Martha Masaaki Masahiko Masahiro Masahito
Masaki Masako Masami Masanori Masao Masaru Masashi Masato Masayo Masayoshi Masayuki Masrour Maxwell Mayumi
Megawati Megumi Meles Mengistu Mercy Merih Michiko Mie Mieko Mihoko Mika Miki Mikio Milkha Min Min-jae
Minako Ming Minh Minho Minoru Miriam Mirza Misaki Mitsuko Mitsuo Mitsuru Miwa Miyako Miyu Mizuki Mobutu
Modibo Moeketsi Mohau Mokgweetsi Momoko Morgan Motohiro Moukoko Moussa Moïse Mpho Mswati Muhammadu
Muhyiddin Mulatu Mwai Mya Myint Myung Na Naby Nagisa Najib Nam Nana Nanami Nangolo Nanshan Nao Naohiro
Naoki Naoko Naomi Naoto Naoya Nargis Naruhito Nasra Nathan Natsuki Natsuko Natsuo Nay Ndaba Neema Nelson
Netumbo Ngoc Ngozi Nhung Nicos Nicéphore Njoroge Nkosazana Nnamdi Noboru Nobuaki Nobuko Nobuo Nobuyuki
Nokuthula Nomvula Nomzamo Noriaki Noriko Norio Noriyuki Norodom Noussair Noynoy Ntombi Nurul Obiageli
Obiri Odion Okechukwu Olaf Olexander Olexandr Olexandra Olexij Oluchi Oluremi Olusegun Oluwaseun Omar
Omoyele Ong Orel Osamu Oumar Oumou Ousainou Ousmane Oyinkansola Paetongtarn Panfilo Papa Pape Pastor
Patrice Paul Paul-Henri Peres Pham Phan Phiona Phuc Phumzile Phuong Phyo Pita Pitso Prabowo Prawit Prayut
Prayuth Princess Puan Qiang Qishan Quang Quoc Raila Raphaël Reiko Reina Ren Ressa Retno Ridle Rie Riek
Rieko Rigathi Riku Rin Risa Ritsu Ritsuko Rizal Roch Rodrigo Rodrygo Rosmah Rui Rumi Ryo Ryohei Ryoichi
Ryoko Ryosuke Ryota Ryotaro Ryu Ryuichi Ryuji Sachiko Sadio Saki Sakura Salif Saliou Salva Sam Samdech
Samia Samora Sanae Sanele Sang Sara Satoko Satoru Satoshi Satsuki Sayaka Sayuri Seiji Seiko Seiya Selemon
Seok Serhou Serigne Seydou Sheraldo Shigeki Shigeko Shigeo Shigeru Shin Shingo Shinichi Shinji Shinjiro
Shintaro Shinya Shinzo Shizuka Sho Shogo Shohei Shoichi Shoji Shota Shuai Shufu Shuichi Shuji Shun
Shunichi Shunsuke Sibongile Sibusiso Sifan Sihanouk Sika Silas Simeon Siphiwe Sipho Siyabonga Sizwe Sok
Solomon Somchai Soo Sota Souhayla Souleymane Soumaïla Srettha Sri Stella Succès Suharto Suk Sukarno Sumiko
Sun Sung Sung-yueng Susilo Susumu Suu Sékou Taban Tabo Tadao Tadashi Tadesse Tae Taichi Taiki Taiwo
Takahiro Takako Takamitsu Takao Takashi Takato Takayuki Takefusa Takehiro Takeo Takeru Takeshi Takudzwa
Takuma Takumi Takuya Tamaki Tamio Tamotsu Tan Taro Tatsuo Tatsuya Taur Tedros Tendai Teodorin Teodoro
Teruko Tetsuo Tetsuro Tetsuya Tewolde Thabo Thaksin Thanathorn Thandi Thandiwe Thanh Tharman Thein Themba
Thi Thomas Thongloun Thu Thuli Tidjane Tieman Tigist Tin Tirunesh Tito Tjahaja Tomio Tomoaki Tomohiro
Tomoki Tomoko Tomomi Toru Toshiaki Toshihiko Toshihiro Toshiko Toshimitsu Toshio Toshiro Toshiya Toshiyuki
Tosin Tran Trang Trevor Trong Trésor Tsai Tshepo Tsitsi Tsuneo Tsutomu Tsuyoshi Tuan Tuyet Tyrell Uche
Uhuru Umaro Umaru Usain Vajiralongkorn Van Viet Vo Vusi Wafula Wai Walerij Wan Wangari Wangui Wanzhou
Wataru Wayde Weiwei Welile Wenbin Wendie Wenliang Wilfried Win Winnie Wole Won Woo Workneh Xanana Xiang
Xiaobo Xiaogang Xiaoping Xolani Xuan Xóchitl Yakubu Yasuhiro Yasuko Yasuo Yasushi Yasutoshi Yaya Yayoi
Yemi Yi Yimou Ying-jeou Yingluck Yo-Yo Yoichi Yoko Yomif Yongping Yoshi Yoshiaki Yoshihide Yoshihiko
Yoshihiro Yoshiko Yoshimasa Yoshimi Yoshinori Yoshio Yoshiro Yoshitaka Yosuke Yota Young Youssoufa Yoweri
Yui Yuichi Yuichiro Yuja Yuji Yuka Yukari Yuki Yukie Yukiko Yukio Yukiya Yuko Yumi Yumiko Yuriko Yusuke
Yuta Yutaka Yuto Yuya Yuzuru Yvonne Zanele Zaw Zedong Zemin Zhan Zhanshu Zhengfei Zhiyong Zhong Zindzi
Zine Zuhura Zuma Zweli Çağlar Šefik
"""

FAMILY_FIRST = """
Ahn An Bae Bai Ban Bui Cai Cao Cha Chae Chang Chen Cheng Cheong Cheung Chi Cho Choe Choi Chong Chou Chow
Chu Chung Cui Dai Dang Deng Ding Dinh Do Dong Du Duan Fan Fang Feng Fu Gao Geng Gong Gu Guan Guo Ha Han
Hao He Heo Ho Hoang Hong Hou Hsiao Hsu Hu Hua Huang Hui Hung Hwang Im Jang Jeon Jeong Ji Jia Jiang Jin Jo
Joo Jung Kang Kim Ko Kong Koo Kuo Kwak Kwon Lai Lam Lang Lau Law Le Lee Lei Leung Li Liang Liao Lim Lin
Ling Liu Long Lu Luo Lyu Ma Mao Mei Meng Min Mo Moon Na Nam Ngo Nguyen Ning No Noh Oh Ong Ou Pak Pan Pang
Park Pei Peng Pham Phan Pu Qi Qian Qiao Qin Qiu Qu Rao Ren Rhee Ri Roh Ryu Sha Shao Shen Sheng Shi Shin
Sim So Son Song Su Suh Sun Sung Tan Tang Tao Tian Tran Tsai Tsang Tse Tseng Tung Vo Vu Wan Wang Wei Wen
Wong Woo Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Ye Yeo Yi Yim Yin Ying Yoo Yoon Yu
Yuan Yue Yun Zeng Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zou
"""

KOREAN_SYLLABLES = """
A Ae Ah An Beom Bin Bo Bok Bong Bum Byung Chae Chan Chang Cheol Chul Dae Deok Do Dong Duk Eok Eui Eun Geun Gi Gil Gun
Gwang Gyeong Gyu Ha Hae Han Hee Heung Ho Hong Hoon Hun Hwa Hwan Hye Hyeon Hyuk Hyun Hyung Il In Jae Jeong Ji Jin Jong
Joo Joon Ju Jun Jung Kang Ki Ku Kuk Kwan Kwang Kwon Kyu Kyung Mi Min Moo Mu Muk Myeong Myung Na Nak Nam Pyo Rae Ran
Rim Ryong Sang Se Seo Seob Seok Seon Seong Seung Shik Shin Si Sik So Sok Son Soo Sook Su Suk Sul Sun Sung Tae Taek Uk
Un Ung Wan Won Woo Wook Ye Yeol Yeon Yeong Yo Yon Yong Yoo Yoon Young Yu Yul Yun
"""

VIETNAMESE_MIDDLE = """
Van Thi Huu Duc Xuan Phu Dinh Quoc Trong Cong Ngoc Thanh Quang Viet Tan Minh Hong Hoang
"""
