"""Given names of East and South-East Asia and of Africa; family names that stand first."""

NAMES = """
Muhammadu Tedros Adhanom Alphonso Taiwo Sheraldo Youssoufa Dedryck Kehinde Breel Silas Naby Sadio Kalidou
Wilfried Serhou Moukoko Emre Ridle Evan Edin Tyrell Jadon Marius Joshua Amadou Dayot Ihlas Orel Karim Axel
Raphaël Tosin Bukayo Eberechi Abdurrahman Abebe Abel Abena Abhisit Abidemi Abiola Abubakar Achille Ada
Adaeze Adaobi Adaora Adebayo Ademola Adewale Aduke Afua Agathe Agnes Agus Ahok Ahunna Ai Aiko Airlangga
Aito Ajua Akane Akemi Aki Akie Akihito Akiko Akin Akinwumi Akio Akira Akosua Akua Alassan Alassane
Alemayehu Alhassan Aliko Aliou Alioune Alpha Ama Amadi Amara Amina Aminatou Amini Ang Anies Anna Anutin
Anwar Aoi Arata Aristide Armand Asako Asami Asamoah Assimi Asuka Atsuko Atsushi Augustin Aung Aya Ayaka
Ayako Ayo Ayodele Ayuk Ayumi Azali Azmin Babacar Babatunde Bakary Bambang Barkhado Basetsana Basuki Bayani
Beji Benigno Benny Bertrand Birame Blaise Blessing Bobi Bola Bong Bong-joon Bongbong Boubacar Bounnhang
Brigid Budi Bukola Busi Carrie Chan Chee-hwa Chi-mai Chiaki Chidi Chidiebere Chie Chieko Chigozie Chihiro
Chika Chimamanda Chinedu Ching-te Chinua Chinwe Chioma Chow Christophe Chuan Chul Chunhua Chunying Corazon
Cyril Daichi Daiki Daisuke Daizen Dambudzo Daouda Demba Denis Derartu Dewi Didier Djibril Dlamini Dong Duc
Duma Dun Déby Ebele Edem Edgar Edrissa Efua Eiji Eiko Ekow Eliud Ellen Emeka Emi Emiko Emmerson Enlai Epsy
Erick Eriko Eritrea Essam Etienne Etsuko Eun Evariste Faith Fatima Fatoumata Faure Faustin Felix Femi
Ferdinand Fidel Folasade Folorunsho Fred Fumihito Fumiko Fuminori Fumio Funmilayo Fusako Félicien Félix
Gaku Gang Ganjar Genta Genzebe Gibran Gilbert Gloria Go Goh Goodluck Goro Grace Graça Guangcheng Guy
Habiba Hage Haile Hailemariam Hajime Hakainde Halimah Haruhiko Haruka Haruki Haruko Haruna Haruo Hassan
Hayao Hayato Hee Helen Hellen Henri Hery Heung Heung-min Hideaki Hidekazu Hideki Hideko Hideo Hiroaki
Hirofumi Hirohito Hirokazu Hiroki Hiroko Hiromi Hiroshi Hiroto Hiroyuki Hisashi Hishammuddin Hitomi
Hitoshi Ho Hoang Hotaru Hou Hsien Htin Hun Hung Huning Huong Hyun Ichiro Idriss Idrissa Ifeanyi Ifeoma
Ikechukwu Ikue Ikuo Il Imelda Ing-wen Isaias Isamu Isao Isatou Isko Ismail Ismaël Issoufou Itsuki Izumi
Jabulani Jack Jacob Jae Jakaya Jaw-shieh Jean-Bosco Jiabao Jianlin Jiechi Jimmy Jin Jinping Jintao Jiro
Jiwon Joko Jokowi Jomo Jonathan Jong Joon Josep Joseph José Joyce Julius Jun Junichi Junichiro Junko Junya
Ka-chiu Kaede Kagiso Kaito Kamau Kana Kanako Kandia Kang-in Kaori Kar-wai Karin Kasumi Katsuhiro Katsuko
Katsumi Katsunobu Katsuya Katumba Kazue Kazuhiko Kazuhiro Kazuki Kazuko Kazuma Kazuo Kazuto Kazuya
Kazuyoshi Kazuyuki Kefa Kei Keigo Keiji Keiko Keisuke Keita Kelechi Ken Kenenisa Kenichi Kenji Kenjiro
Kenta Kenzaburo Kenzo Keqiang Kgalema Kgosi Khadim Khairy Khaya Khin Ki Kidane Kikuko Kin-chung Kipchoge
Kiyoshi Kizza Ko Kofi Kohei Koichi Koji Kojo Komi Kosuke Kota Kotaro Kozo Kuan Kumiko Kuniko Kwabena
Kwadwo Kwaku Kwame Kwesi Kwok-wai Kyaw Kyoko Kyung Lamine Lan Lang Lansana Laurent Lazarus Leji Leni
Lerato Lesedi Letesenbet Letsile Leymah Lijian Lim Lindani Lindiwe Linh Liya Loong Lu Luhut Lupita Léopold
Machiko Macky Madoka Maha Mahamadou Mahamane Mahamat Mahathir Mahfud Mai Maiko Makiko Mako Makoto Malick
Mamadou Mamady Mami Mamphela Mana Manabu Mandla Manet Mangosuthu Manny Marc Maria Mariama Mariko Masaaki
Masahiko Masahiro Masahito Masaki Masako Masami Masanori Masao Masaru Masashi Masato Masayo Masayoshi
Masayuki Maxwell Mayumi Megawati Megumi Meles Mengistu Mercy Michiko Mie Mieko Mihoko Mika Miki Mikio
Milkha Min Min-jae Minako Ming Minh Minho Minoru Miriam Mirza Misaki Mitsuko Mitsuo Mitsuru Miwa Miyako
Miyu Mizuki Mobutu Moeketsi Mohau Mokgweetsi Momoko Morgan Motohiro Moussa Moïse Mpho Mswati Muhyiddin
Mulatu Mwai Mya Myint Myung Na Nagisa Najib Nam Nana Nanami Nangolo Nanshan Nao Naohiro Naoki Naoko Naomi
Naoto Naoya Naruhito Nasra Nathan Natsuki Natsuko Natsuo Nay Ndaba Neema Nelson Netumbo Ngoc Ngozi Nhung
Nicéphore Njoroge Nkosazana Nnamdi Noboru Nobuaki Nobuko Nobuo Nobuyuki Nokuthula Nomvula Nomzamo Noriaki
Noriko Norio Noriyuki Norodom Noynoy Ntombi Nurul Obiageli Obiri Odion Okechukwu Olaf Oluchi Oluremi
Olusegun Oluwaseun Omar Omoyele Ong Osamu Oumar Oumou Ousainou Ousmane Oyinkansola Paetongtarn Panfilo
Papa Pape Pastor Patrice Paul Paul-Henri Peres Pham Phan Phiona Phuc Phumzile Phuong Phyo Pita Pitso
Prabowo Prawit Prayut Prayuth Princess Puan Qiang Qishan Quang Quoc Raila Reiko Reina Ren Ressa Retno Rie
Rieko Riku Rin Risa Ritsu Ritsuko Rizal Roch Rodrigo Rosmah Rui Rumi Ryo Ryohei Ryoichi Ryoko Ryosuke
Ryota Ryotaro Ryu Ryuichi Ryuji Sachiko Saki Sakura Salif Saliou Salva Sam Samdech Samia Samora Sanae
Sanele Sang Sara Satoko Satoru Satoshi Satsuki Sayaka Sayuri Seiji Seiko Seiya Selemon Seok Serigne Seydou
Shigeki Shigeko Shigeo Shigeru Shin Shingo Shinichi Shinji Shinjiro Shintaro Shinya Shinzo Shizuka Sho
Shogo Shohei Shoichi Shoji Shota Shuai Shufu Shuichi Shuji Shun Shunichi Shunsuke Sibongile Sibusiso Sifan
Sihanouk Sika Simeon Siphiwe Sipho Siyabonga Sizwe Sok Solomon Somchai Soo Sota Soumaïla Srettha Sri
Stella Succès Suharto Suk Sukarno Sumiko Sun Sung Sung-yueng Susilo Susumu Suu Sékou Taban Tabo Tadao
Tadashi Tadesse Tae Taichi Taiki Takahiro Takako Takamitsu Takao Takashi Takato Takayuki Takefusa Takehiro
Takeo Takeru Takeshi Takudzwa Takuma Takumi Takuya Tamaki Tamio Tamotsu Tan Taro Tatsuo Tatsuya Taur
Tendai Teodorin Teodoro Teruko Tetsuo Tetsuro Tetsuya Tewolde Thabo Thaksin Thanathorn Thandi Thandiwe
Thanh Tharman Thein Themba Thi Thomas Thongloun Thu Thuli Tidjane Tigist Tin Tirunesh Tito Tjahaja Tomoaki
Tomohiro Tomoki Tomoko Tomomi Toru Toshiaki Toshihiko Toshihiro Toshiko Toshimitsu Toshio Toshiro Toshiya
Toshiyuki Tran Trang Trevor Trong Trésor Tsai Tshepo Tsitsi Tsuneo Tsutomu Tsuyoshi Tuan Tuyet Uche Uhuru
Umaro Umaru Usain Vajiralongkorn Van Viet Vo Vusi Wai Wan Wangari Wangui Wanzhou Wataru Wayde Weiwei
Welile Wenbin Wenliang Win Winnie Wole Won Woo Workneh Xanana Xiang Xiaobo Xiaogang Xiaoping Xolani Xuan
Yakubu Yasuhiro Yasuko Yasuo Yasushi Yasutoshi Yaya Yayoi Yemi Yi Yimou Ying-jeou Yingluck Yo-Yo Yoichi
Yoko Yomif Yongping Yoshi Yoshiaki Yoshihide Yoshihiko Yoshihiro Yoshiko Yoshimasa Yoshimi Yoshinori
Yoshio Yoshiro Yoshitaka Yosuke Yota Young Yoweri Yui Yuichi Yuichiro Yuja Yuji Yuka Yukari Yuki Yukie
Yukiko Yukio Yukiya Yuko Yumi Yumiko Yuriko Yusuke Yuta Yutaka Yuto Yuya Yuzuru Yvonne Zanele Zaw Zedong
Zemin Zhan Zhanshu Zhengfei Zhiyong Zhong Zindzi Zine Zuhura Zuma Zweli
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
