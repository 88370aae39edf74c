"""Names to swap in and to generate with: first names and surnames by origin, towns, schools, mascots and the like.

Written for this project from common knowledge of names found in Massachusetts schools; no list was copied. Origins are
drawn with equal weight, so that no family's names are learnt better because there are more of them.
"""

from __future__ import annotations

import hashlib
import random


def _listed(text: str) -> tuple[str, ...]:
    """Names of one list: parted by blanks, after the first | by |."""
    single, *several = text.split("|")
    return (*dict.fromkeys(single.split()), *several)


ORIGINS: dict[str, tuple[str, str]] = {  # origin → first names, surnames
    "Cape Verdean and Portuguese": (
        "Adilson Ailton Amílcar Arlinda Belmira Celestino Cesária Dulce Edmilson Eneida Fátima Filomena Gilda "
        "Helder Isaura "
        "Ivone João Joaquim Jorge Leopoldina Lúcio Manuel Maria Mário Nilda Nilton Odete Orlanda Paulino "
        "Rosalinda Serafim "
        "Teodoro Tomás Valdemar Vitória Zuleica Zelinda Domingos Conceição Deolinda Natércia Hermínia Adelina "
        "Armindo Antão",
        "Andrade Barbosa Barros Cabral Cardoso Correia Depina Dias Évora Fernandes Fonseca Fontes Furtado Gomes "
        "Gonçalves "
        "Lomba Lopes Medeiros Mendes Monteiro Moniz Monteiro Neves Pina Pires Ramos Rezendes Rocha Rodrigues "
        "Rosário Sanches "
        "Semedo Silveira Soares Sousa Spinola Tavares Teixeira Vaz Veiga Vicente Amado Amaral Arruda Botelho "
        "Câmara Furtado "
        "Pacheco Raposo Tavares DaRosa DePina DaLuz daVeiga Baptista Brito Évora Centeio Delgado Teves",
    ),
    "Brazilian": (
        "Adriana Aline Anderson Beatriz Bruna Bruno Caio Camila Carla Cauã Cleide Cristiane Daniela Débora Diego "
        "Eduarda "
        "Elaine Fabiana Fabrício Felipe Fernanda Flávia Gabriela Geovana Giovanna Guilherme Gustavo Heitor Igor "
        "Isabela "
        "Jéssica Juliana Kaique Kauê Larissa Leandro Letícia Luana Luciana Luiz Marcelo Marina Matheus Natália "
        "Patrícia "
        "Pedro Priscila Rafaela Raíssa Renata Rodrigo Rogério Samara Sérgio Silvana Tatiane Thaís Thiago Vanessa "
        "Vinícius "
        "Vitor Wagner Wesley Yasmin",
        "Almeida Alves Araújo Assis Azevedo Batista Bittencourt Borges Braga Campos Cardoso Carvalho Castro "
        "Costa Coelho "
        "Cunha Duarte Farias Ferreira Figueiredo Freitas Guimarães Leal Leite Lima Machado Magalhães Martins "
        "Melo Miranda "
        "Moraes Moreira Moura Nascimento Nogueira Novaes Nunes Oliveira Paiva Peixoto Pereira Pinheiro Pinto "
        "Queiroz Reis "
        "Ribeiro Rocha Sales Santana Santos Siqueira Souza Teixeira Valadares Vasconcelos Vieira Xavier|dos "
        "Santos|da Silva"
        "|de Oliveira|de Souza|da Costa|do Nascimento|Alves Pereira|Souza Lima",
    ),
    "Dominican and Puerto Rican": (
        "Altagracia Aníbal Angely Ariel Awilda Bienvenido Brunilda Carmelo Damaris Dariel Edwin Efraín Eliezer Emely "
        "Enrique Evelyn Fiordaliza Génesis Gladys Héctor Heriberto Iliana Ivelisse Jadiel Janiel Jeremías Jesús "
        "Jomar José "
        "Josefina Juan Kiara Leidy Lissette Lizbeth Luz Maribel Mayra Migdalia Miguelina Milagros Nayeli Nereida Nilsa "
        "Noemí Orlando Osvaldo Rafael Ramona Raúl Reinaldo Rosaura Rubén Santa Soraya Starlin Wilfredo Wilkin Xiomara "
        "Yadiel Yadira Yaniris Yaritza Yokasta Zoraida Zuleyka Jayden Nashaly",
        "Abreu Acevedo Acosta Alicea Almonte Báez Batista Beltré Bonilla Burgos Caraballo Cepeda Collado Colón "
        "Concepción "
        "Cordero Cruz Cuevas Díaz Disla Echevarría Encarnación Espinal Estévez Familia Feliciano Féliz Figueroa Frías "
        "García Genao Guzmán Henríquez Jiménez Liriano López Maldonado Marte Martínez Matos Mejía Minaya Morel "
        "Negrón Nieves "
        "Núñez Ortiz Otero Pagán Paulino Peña Peralta Pérez Polanco Quiñones Ramírez Reynoso Rivera Rodríguez "
        "Rosado Rosario "
        "Sánchez Santana Soto Tejada Tavárez Toribio Torres Ureña Vargas Vega Vélez Villanueva|De Jesús|De La "
        "Cruz|De León"
        "|Cruz Rivera|Ortiz Vega|Del Valle|Colón-Torres|Peña Santos",
    ),
    "Central American and Colombian": (
        "Alejandro Amílcar Ana Astrid Axel Blanca Byron Cindy Claudia Cristian Delmy Dennis Edgar Elmer Elsy "
        "Emerson Erick "
        "Estefany Evelin Fátima Fredy Genaro Gerson Gladis Griselda Heidy Henry Ingrid Jazmín Jenifer Josué "
        "Karla Katherine "
        "Keylin Leonel Lesly Lidia Lourdes Marlon Marvin Melvin Mirna Nancy Nelson Nery Norma Oscar Reina Roxana "
        "Rudy Sandra "
        "Santos Selvin Sonia Teresa Vilma Wendy Wilmer Yanira Yesenia Yuliana Ximena Catalina Santiago Mateo",
        "Aguilar Alvarado Amaya Argueta Arévalo Ayala Bonilla Cáceres Canales Castellanos Chávez Chicas Cornejo "
        "Escobar "
        "Espinoza Flores Fuentes Galdámez Godoy González Guardado Guevara Hernández Herrera Jovel Juárez "
        "Landaverde Lemus "
        "Maldonado Martínez Mejía Melgar Menjívar Molina Monterroso Morales Orellana Osorio Palacios Portillo "
        "Quintanilla "
        "Ramos Recinos Restrepo Reyes Rivas Romero Salazar Salguero Sandoval Serrano Solís Sorto Tobar Umaña Valencia "
        "Velásquez Ventura Villatoro Zelaya Zúñiga Ospina Giraldo Cardona|Reyes Portillo|Mejía Flores|López Pérez",
    ),
    "Haitian": (
        "Anite Ashlande Bernadette Carline Chantal Chrismelle Claudette Darline Daphney Dieudonné Djenane "
        "Edwidge Emmanuel "
        "Esther Evens Fabiola Fabienne Farah Ferdinand Francesse Frantz Gaëlle Garry Ginette Guerda Guerline "
        "Islande Jacques "
        "Jean Jeff Jocelyne Johanne Judeline Kerline Ketsia Lovely Lunise Magalie Manouchka Marckenson Marie "
        "Marjorie Max "
        "Mirlande Myrlande Nadège Naïka Natacha Nadia Odette Pierrot Ralph Régine Rodney Rose Roseline Ruth "
        "Sabine Sherline "
        "Stanley Stévenson Vladimir Wideline Wilguens Wilner Yolette "
        "Yvrose|Jean-Robert|Marie-Ange|Jean-Claude|Rose-Laure",
        "Alcindor Alexis Antoine Auguste Baptiste Bazile Beauvais Belizaire Benoit Bien-Aimé Blaise Cadet "
        "Casimir Celestin "
        "Charles Chery Clervil Desir Desrosiers Dorcé Dorvil Dubois Dumas Duval Edouard Estimé Etienne Exantus "
        "Fils Fleurant "
        "François Gabriel Georges Guerrier Hilaire Hyppolite Jacques Janvier Jean Jeune Joachim Joseph Jules "
        "Laguerre Lafleur "
        "Lamour Laurent Louis Lubin Marcelin Merilus Michel Mondésir Moïse Narcisse Noël Occéan Paul Petit "
        "Philippe Pierre "
        "Pierre-Louis Prophète Raymond Régis Remy Romain Saint-Fleur Sainvil Sylvain Thermidor Toussaint Valcin "
        "Vilus Vital"
        "|Saint Louis|Jean-Baptiste|Jean-Pierre|St. Fleur|St. Hilaire|Jean-Louis",
    ),
    "Vietnamese": (
        "An Anh Bảo Bích Cúc Chi Châu Cường Dung Duy Duyên Đạt Đức Giang Hà Hải Hạnh Hiền Hiếu Hoa Hòa Hoàng "
        "Hồng Huệ Hùng "
        "Hương Huy Khánh Khoa Kiên Kim Lan Lam Liên Linh Loan Lộc Long Mai Minh My Nam Nga Ngân Ngọc Nguyệt Nhi "
        "Nhung Oanh "
        "Phong Phúc Phương Quân Quang Quỳnh Sơn Tâm Tấn Thảo Thanh Thành Thắng Thịnh Thu Thủy Thúy Tiên Tín Toàn "
        "Trâm Trang "
        "Trí Trinh Trung Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vy Xuân Yến|Thị Hoa|Minh Châu|Quỳnh Như|Bảo "
        "Ngọc|Kim Oanh"
        "|Văn Dũng|Thanh Thảo|Quynh-Nhu|Bich Ngoc|Thuy Tien|Gia Huy|Tuong Vi|Minh-Anh|Thi Mai|Phuong Linh",
        "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nguyen Tran Le Pham Huynh Hoang "
        "Phan Vu Vo "
        "Dang Bui Do Ho Ngo Duong Ly Luu Lưu Mai Đinh Dinh Trịnh Trinh Đoàn Doan Lâm Lam Tạ Ta Cao Châu Chau Tô "
        "To Hà Ha "
        "Quách Quach Thái Thai Trương Truong Vương Vuong Tăng Tang Kiều Kieu La Từ Tu Nghiêm Nghiem Khuất|Tran "
        "Nguyen|Le Thi",
    ),
    "Khmer and Lao": (
        "Bopha Borey Bunna Bunthan Chan Chanda Chandara Channary Chanthou Chea Chenda Chhay Dara Davy Kalyan "
        "Kanha Kosal "
        "Kunthea Leakhena Makara Maly Mealea Mony Narin Nary Nimol Phala Phally Phirun Pisey Pheap Piseth Ponleu "
        "Rachana "
        "Ratana Ratha Rithy Sambath Samnang Samphors Sarath Saroeun Savy Sereyvuth Serey Sina Sinath Sithan "
        "Socheat Sokha "
        "Sokhom Sokny Sokunthea Sopheap Sophal Sophea Sopheak Sopheary Sothea Sovann Sovannary Sreymom Sreypov "
        "Thavy Theary "
        "Thida Vanna Vannak Vanny Veasna Vibol Vichea Virak Vuthy Bounmy Khamla Somphone Noy Khampha Souk Vilay "
        "Bouakham",
        "Chan Chap Chea Chhay Chhem Chhim Chhoeun Chhun Chhuon Chin Choun Chum Duong Heang Heng Hong Hun Im In "
        "Kang Keo Khem "
        "Khiev Khun Kim Kong Kuch Leang Lim Long Ly Mao Meas Men Mok Mom Moeung Nhem Nhim Nop Nou Nuon Om Ouk "
        "Oum Pech Pen "
        "Phan Phon Phorn Pich Pin Prak Prum Roeun Ros Roth Sam San Sar Seang Sem Seng Sim Sin Sok Som Son Sorn "
        "Soun Srey "
        "Suon Suy Svay Tan Tek Tep Tes Thach Tith Touch Um Un Ung Uy Uong Var Vong Yem Yim Yin Yos Keovongsa "
        "Phommachanh "
        "Sayavong Souvannarath Vongphakdy Inthavong Khamvongsa Sisavath Chanthavong Xiong Vang Yang Moua Thao Lor",
    ),
    "Chinese": (
        "Bo Chao Chen Cheng Chun Dan Fang Fei Feng Gang Guo Hai Hao Hong Hua Hui Jia Jian Jing Juan Jun Kai Lan "
        "Lei Li Lihua "
        "Lin Ling Mei Meiling Min Ming Na Ning Peng Ping Qiang Qing Rong Rui Shan Shu Ting Tao Wei Wen Xia Xiang "
        "Xin Xinyi "
        "Xiaoming Xue Yan Yang Yi Yifan Ying Yong Yu Yuan Yue Yun Zhen Zheng Zhi Zihan Zixuan Mingzhu Xiaohui "
        "Yuting Haoran"
        "|Wai Ling|Siu Mei|Ka-Yan|Mei-Ling|Wing Yan|Hoi Ching|Pui Shan|Xiao Yan|Jia-Hui|Chun Kit",
        "Bai Cai Cao Chan Chang Chao Chau Chen Cheng Cheung Chiu Chow Chu Deng Ding Dong Du Fan Fang Feng Fong "
        "Fu Gao Gong Gu "
        "Guan Guo Han He Ho Hong Hou Hsu Hu Huang Hui Jia Jiang Jin Kong Kwan Kwok Lai Lam Lau Lee Lei Leung Li "
        "Liang Liao Lin "
        "Ling Liu Lo Lu Luo Lui Ma Mei Meng Mok Ng Ouyang Pan Peng Qian Qin Qiu Ren Shao Shen Shi Sit Song Su "
        "Sun Szeto Tam "
        "Tan Tang Tian Tong Tsai Tsang Tse Tsui Wan Wang Wei Wen Wong Wu Xia Xiao Xie Xu Yan Yang Yao Ye Yee Yin "
        "Yip Yu Yuan "
        "Yuen Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou",
    ),
    "Korean and Japanese": (
        "Bora Chul Daehyun Dongwook Eunji Eunhye Gyuri Haneul Hayoon Hyejin Hyun Hyunwoo Jaehoon Jihoon Jimin "
        "Jisoo Jiwon Joon "
        "Junho Kyung Mina Minji Minjun Minseo Nari Seojun Seoyeon Soo Soyoung Subin Sunghee Taeyang Yejin Yoona "
        "Youngjae Yuna "
        "Aiko Akira Ayumi Daisuke Emi Haruka Hiroshi Kaori Kazuko Kenji Mariko Naoko Ren Sakura Shinji Takeshi "
        "Yoko Yuki"
        "|Min-ji|Soo-jin|Ji-woo|Seung-hyun|Eun Kyung|Hye-won|Jae Min|Young Hee|Dong-hyun",
        "Ahn Bae Baek Byun Cha Chang Cho Choi Chung Gong Gwak Ha Han Heo Hong Hwang Im Jang Jeon Jeong Ji Jin Jo "
        "Joo Jung Kang "
        "Kim Ko Koo Kwak Kwon Lee Lim Min Moon Nam Noh Oh Paik Park Ryu Seo Shim Shin Son Song Suh Um Woo Yang "
        "Yeo Yi Yim Yoo "
        "Yoon Abe Fujimoto Hayashi Ishikawa Ito Kato Kobayashi Kimura Mori Nakamura Ogawa Okada Sato Suzuki "
        "Takahashi Tanaka "
        "Watanabe Yamamoto Yoshida",
    ),
    "South Asian": (
        "Aarav Aditi Aditya Ajay Akash Amit Ananya Anika Anil Anita Anjali Arjun Arun Asha Ashok Bhavana Chitra "
        "Deepa Deepak "
        "Devika Dinesh Divya Farzana Gaurav Gayatri Geeta Harpreet Hemant Indira Isha Jaspreet Kalpana Karthik "
        "Kavita Kavya "
        "Kiran Krishna Lakshmi Lalita Mahesh Manisha Manoj Meena Meera Mohan Mukesh Nandini Naveen Neha Nikhil "
        "Nisha Pooja "
        "Pradeep Pranav Prashant Priya Radha Rahul Rajesh Ramesh Rashmi Ravi Rekha Ritu Rohan Sandeep Sangeeta "
        "Sanjay Saanvi "
        "Shalini Shreya Smita Sneha Sudha Sunil Sunita Suresh Swati Tanvi Uma Usha Vidya Vijay Vikram Vivek "
        "Tenzin Pema Sonam "
        "Dolma Bishnu Sabina Nusrat Rezwana Tahmina",
        "Acharya Agarwal Ahluwalia Bajwa Balakrishnan Banerjee Basnet Basu Bhandari Bhatia Bhatt Bhattacharya "
        "Bose Chakraborty "
        "Chatterjee Chaudhary Chopra Das Dasgupta Desai Deshpande Dhillon Dutta Gandhi Ghosh Gill Gupta Gurung "
        "Hegde Iyer "
        "Iyengar Jain Joshi Kapoor Karki Kaur Khanna Khatri Kohli Krishnamurthy Krishnan Kulkarni Kumar Mahajan "
        "Malhotra Mehta "
        "Menon Mishra Mistry Mukherjee Murthy Nair Naidu Narayanan Pandey Parikh Patel Pathak Patil Pillai "
        "Prasad Raghavan Rai "
        "Rajan Raman Ramaswamy Rao Rathore Reddy Sahni Saxena Sengupta Sethi Shah Sharma Sherpa Shrestha Shukla "
        "Siddiqui Singh "
        "Sinha Srinivasan Subramanian Tamang Thakur Thapa Trivedi Varghese Varma Venkatesan Verma Viswanathan "
        "Yadav Bhutia",
    ),
    "Arabic and Persian": (
        "Abdallah Adnan Ahmed Aisha Ali Alia Amal Amina Amir Amira Anwar Asma Aya Ayman Bassam Bilal Dalia Dina "
        "Fadi Fahad "
        "Farid Faris Fatima Fatimah Ghada Habib Hadeel Hala Hamza Hana Hanan Hani Hasan Hassan Hiba Huda Hussein "
        "Ibrahim Iman "
        "Jamal Jamila Kareem Karim Khadija Khaled Khalid Lama Layla Leila Lina Maha Mahmoud Malak Mariam Maryam "
        "Mazen Mohammad "
        "Mohammed Mona Mustafa Nabil Nadia Naseem Nasser Nawal Noor Nour Omar Osama Rami Rana Rania Rashid Reem "
        "Rima Sahar Salma "
        "Samir Samira Sana Sara Suhail Tamer Tariq Wafa Walid Yara Yasmin Youssef Yusuf Zahra Zainab Zeinab Ziad "
        "Parisa Shirin "
        "Farhad Zulaikha Nasrin Bahar Rostam|Umm Kulthum|Abd al-Rahman",
        "Abboud Abdallah Aboud Ahmadi Ahmed Alawi Aljabri Almasri Alsaadi Amin Asfour Assaf Awad Aziz Azizi Bakr "
        "Barakat Basha "
        "Bishara Boutros Daher Darwish Dib Elias Elsayed Farah Farhat Fares Fayad Ghanem Ghazal Habib Haddad "
        "Hadid Hakim Hamdan "
        "Hamid Hanna Harb Hasan Hashemi Hassan Hijazi Hosseini Hussain Hussein Ibrahim Ismail Issa Jaber Jabbour "
        "Karimi Kassab "
        "Khalil Khan Khoury Kanaan Maalouf Mahfouz Mahmoud Malik Mansour Masri Mikhail Mohammadi Moussa Mustafa "
        "Nader Najjar "
        "Nasr Nassar Nasser Nazari Obeid Odeh Othman Qasim Qureshi Rahimi Rahman Saad Sabbagh Saeed Said Salameh "
        "Saleh Salem "
        "Saliba Samaha Sarkis Sayegh Sharif Shehadeh Suleiman Taleb Tawfiq Wahab Yassin Yousef Zaidan "
        "Zaman|Al-Hassan|El-Amin"
        "|Abu Bakr|Al Jabri|El Khoury|al-Masri",
    ),
    "Somali and East African": (
        "Abdi Abdifatah Abdikadir Abdirahman Abdullahi Abshir Aden Ahmednur Amina Anab Asha Ayaan Ayan Barwaqo "
        "Bashir Cabdi Deeqa "
        "Deqo Fadumo Faduma Faisal Farhiya Fartun Faysal Guled Habiba Halima Hamdi Hawa Hibo Hodan Hodo Idil "
        "Ifrah Ikran Ilhan "
        "Ismahan Istahil Jama Kaltun Ladan Liban Mahad Maryan Mohamud Muna Nasra Nimco Nuh Osman Qamar Rahma "
        "Rukia Sabrin Sagal "
        "Sahra Salado Samatar Saynab Shukri Suleqa Ubah Warsame Yahye Yasin Zamzam Abeba Almaz Bereket Biniam "
        "Dawit Eyob Feven "
        "Freweini Genet Girma Hiwot Kidist Lemlem Meron Mulu Rahel Saba Selam Semhar Tesfaye Tigist Yonas "
        "Wanjiru Kamau Achieng "
        "Nyambura Otieno Wambui Mukasa Nakato",
        "Abdi Abdille Abdullahi Abukar Adan Aden Afrah Ahmed Ali Artan Barre Bashir Bulhan Dahir Diriye Duale "
        "Egal Elmi Farah "
        "Geedi Guled Gure Haji Hashi Hassan Hersi Hirsi Hussein Ibrahim Isak Ismail Issa Jama Jibril Kahin "
        "Khalif Mohamed "
        "Mohamud Muse Nur Olow Omar Osman Qasim Roble Salad Samatar Sharif Sheikh Shire Siyad Warsame Yusuf "
        "Abebe Alemu Bekele "
        "Berhane Desta Gebre Gebremedhin Ghebremariam Hagos Haile Kebede Kidane Mekonnen Mengistu Negash Tadesse "
        "Tekle Tesfay "
        "Tesfamariam Weldu Woldemariam Yohannes Zerihun Kamau Kariuki Kimani Mwangi Njoroge Ochieng Odhiambo "
        "Omondi Wafula "
        "Nsubuga Kiggundu",
    ),
    "West African": (
        "Abena Adaeze Adebayo Adwoa Afia Akosua Akua Ama Amadou Aminata Awa Ayodele Babajide Boubacar Chidi "
        "Chiamaka Chinedu "
        "Chinwe Chukwuemeka Efua Ekow Emeka Esi Fatou Fatoumata Folake Funmilayo Ibrahima Ifeoma Ifeanyi "
        "Kadiatou Kofi Kojo "
        "Kwabena Kwaku Kwame Kwasi Mamadou Mariama Modou Moussa Ngozi Nkechi Nnamdi Obinna Oluchi Olumide "
        "Oluwaseun Oumar "
        "Ousmane Segun Seydou Temitope Tunde Uchenna Yaa Yaw Zainabu Isatu Hawanatu Sahr Fanta Siaka",
        "Abiola Acheampong Adebayo Adeleke Adeyemi Adjei Afolabi Agyeman Akinyemi Amoah Ampofo Ansah Appiah "
        "Asante Asare Ba "
        "Bah Baldeh Bangura Barry Boakye Boateng Camara Ceesay Chukwu Cissé Conteh Coulibaly Danso Darko Diallo "
        "Diarra Diop "
        "Ekwueme Eze Fofana Gyamfi Igwe Jalloh Kamara Kanneh Keita Koné Koroma Kouassi Kouyaté Mensah Ndiaye "
        "Nkrumah Nwachukwu "
        "Nwankwo Nwosu Obi Ofori Ogbonna Okafor Okeke Okonkwo Okoro Oladipo Onyango Opoku Osei Owusu Quaye "
        "Sanneh Sarpong Sow "
        "Sesay Sillah Sissoko Sowah Tetteh Touré Traoré Turay Uche Yeboah|Osei-Bonsu|Boakye-Mensah|Adu-Gyamfi",
    ),
    "Irish": (
        "Aidan Aileen Aisling Bridget Brendan Brigid Caitlin Ciara Colleen Colm Conor Cormac Deirdre Declan "
        "Dermot Donal Eamon "
        "Eileen Eoin Fergus Finbarr Fintan Fiona Gráinne Kathleen Kerry Kevin Kieran Liam Maeve Maureen Máire "
        "Moira Niall Niamh "
        "Nora Nuala Oisín Orla Pádraig Patrick Paddy Peggy Rory Róisín Ryan Saoirse Seamus Sean Seán Shannon "
        "Sheila Sinéad Siobhán "
        "Sorcha Tadhg Teague Una|Mary Kate|Mary Pat|Kerry-Ann",
        "Ahern Breen Brennan Burke Byrne Cahill Callahan Carroll Casey Cassidy Clancy Coakley Collins Connolly "
        "Connors Conway "
        "Corcoran Costello Crowley Cullen Curley Curran Daly Delaney Dempsey Devlin Doherty Dolan Donahue "
        "Donnelly Donovan Dooley "
        "Dowd Doyle Driscoll Duffy Duggan Dunne Egan Fahey Fallon Farrell Feeney Finnegan Fitzgerald Fitzpatrick "
        "Flaherty Flanagan "
        "Flynn Foley Gallagher Galvin Geary Geoghegan Hanley Hanrahan Healy Hegarty Hennessy Higgins Hogan "
        "Horgan Hurley Joyce "
        "Keane Kearney Keegan Kelleher Kelly Keohane Kennedy Kenney Kerrigan Lally Leary Lynch Madden Maguire "
        "Mahoney Maloney "
        "McCarthy McCormack McDonough McGrath McGuire McKenna McLaughlin McMahon McNamara McSweeney Meehan "
        "Molloy Moran Moriarty "
        "Mulcahy Mulvaney Murphy Nolan Noonan Nugent O'Brien O'Connell O'Connor O'Dea O'Donnell O'Hara O'Keefe "
        "O'Leary O'Malley "
        "O'Neill O'Reilly O'Rourke O'Shea O'Sullivan O'Toole Quigley Quinlan Quinn Rafferty Regan Riordan Roche "
        "Rooney Ryan Scanlon "
        "Shanahan Shaughnessy Shea Sheehan Sheridan Slattery Sweeney Tierney Tobin Toomey Tully Twomey Walsh Whelan",
    ),
    "Italian": (
        "Adriana Alessandro Alfonso Angela Angelo Antonella Antonio Assunta Bianca Bruno Carmela Carmine Carlo "
        "Concetta Cosmo "
        "Dante Domenic Donato Elena Enzo Ernesto Filomena Franca Francesca Gaetano Gemma Gennaro Gianna Gino "
        "Giorgia Giovanni "
        "Giulia Giuseppe Graziella Guido Isabella Lia Lorenzo Luca Lucia Luigi Marcella Marco Mario Massimo "
        "Nicola Nunzia Ornella "
        "Paola Pasquale Pia Pietro Raffaele Rocco Rosa Rosalba Rosaria Salvatore Santina Serafina Silvio Stefano "
        "Teresa Tommaso "
        "Umberto Vincenza Vincenzo Vito",
        "Abate Aiello Albano Amato Antonelli Arcidiacono Balboni Barbieri Basile Bellini Benedetti Bertucci "
        "Bianchi Bonanno Bruno "
        "Buonomo Calabrese Campagna Capobianco Caputo Carbone Caruso Castiglione Cataldo Ciampa Cimino Colombo "
        "Conti Coppola "
        "Costantino D'Agostino D'Amico D'Angelo DeLuca DeMarco DeSantis DiBenedetto DiCarlo DiGiovanni DiNapoli "
        "Esposito Fabiano "
        "Falcone Ferrante Ferrara Ferraro Fiore Fontana Franco Fusco Gagliardi Gallo Gentile Giannetti Giordano "
        "Greco Grasso Guerra "
        "Iannuzzi LaRosa Leone Lombardi Lombardo LoPresti Luongo Mancini Marchetti Marino Martini Marzilli "
        "Mastroianni Mazza Messina "
        "Milano Montalto Morelli Moretti Napolitano Nardone Orlando Pagano Palermo Palumbo Panzera Parisi "
        "Pascarella Pellegrino "
        "Petrillo Pirelli Pizzuti Ragusa Ricci Rinaldi Rizzo Romano Rossetti Rossi Ruggiero Russo Sabatini "
        "Salvucci Santangelo "
        "Santoro Sartori Serino Sforza Spagnuolo Spinelli Tedesco Testa Tocci Tomasello Tringali Vaccaro "
        "Ventresca Vitale Zanetti",
    ),
    "African American": (
        "Aaliyah Akeem Alonzo Amari Andre Aniyah Antoine Ashanti Brianna Cedric Cornell Daquan Darius Darnell "
        "DaShawn Dante "
        "DeAndre Deja DeShawn Destiny Diamond Dominique Dwayne Ebony Elijah Ezekiel Imani Isaiah Jabari Jada "
        "Jalen Jamal Jamar "
        "Jasmine Jazmine Jermaine Kanisha Kayla Keisha Kendrick Keyshawn Kiara Kierra Lakeisha Lamar LaShonda "
        "LaToya Latrice Laverne "
        "Malik Marcus Marquis Marquise Monique Nia Octavia Quincy Rasheeda Rashad Reginald Shanice Shaniqua "
        "Shante Tamika Tanisha "
        "Tariq Tasha Terrell Terrence Tiara Travon Treyvon Tyree Tyrell Tyrone Wendell Yolanda Zaire Zion "
        "Ze'Niyah Ja'Kai De'Andre",
        "Alston Armstead Banks Battle Beasley Bell Benton Blackwell Booker Boykins Bradley Branch Broadnax "
        "Brooks Broussard Bryant "
        "Byrd Caldwell Chatman Clay Cobb Coleman Copeland Covington Crawford Crump Cunningham Daniels Dawkins "
        "Dixon Dorsey Ellison "
        "Eubanks Fields Fleming Foreman Franklin Gadson Gaines Gaskins Gibbs Gilliam Glover Grady Grier Hairston "
        "Hampton Hargrove "
        "Harris Hawkins Haywood Henderson Hicks Hightower Hinton Holloway Holmes Houston Ivory Jackson Jefferson "
        "Jenkins Jennings "
        "Johnson Jordan Kinard Langston Leggett Lofton Mack Mathis Mayfield McCray McKnight Merriweather Mosley "
        "Muhammad Muldrow "
        "Norwood Outlaw Peoples Pettiford Pettway Pinckney Pittman Poole Pryor Randolph Ransom Reddick Rivers "
        "Robinson Royal "
        "Sampson Simmons Singletary Stallworth Staton Stokes Sykes Tate Tolliver Tubbs Upshaw Vaughn Walker "
        "Washington Watkins "
        "Whitaker Wiggins Wilkerson Williams Winfield Witherspoon Woodson Wynn Yarborough",
    ),
    "Anglo and French Canadian": (
        "Abigail Alan Alice Alison Amanda Amy Andrea Andrew Ann Anne Arthur Ashley Barbara Benjamin Beth Betsy "
        "Beverly Bob Brad "
        "Brian Bruce Carl Carol Caroline Cathy Charles Charlotte Cheryl Chris Christine Christopher Cindy Claire "
        "Craig Cynthia "
        "Dan Daniel David Dawn Dean Deborah Denise Diane Donald Donna Doris Dorothy Doug Douglas Edward Eleanor "
        "Elizabeth Ellen "
        "Emily Emma Eric Erin Ethan Eva Faith Frank Gail Gary George Grace Grant Greg Hannah Heather Helen Henry "
        "Holly Hope Hunter "
        "Ian Jack James Jane Janet Jason Jean Jeff Jennifer Jill Jim Joan Joe John Joy Joyce Judy Julie June "
        "Karen Kate Katherine "
        "Keith Ken Kimberly Kristen Kyle Laura Lauren Linda Lisa Lori Lucy Lynn Mackenzie Margaret Mark Martha "
        "Mary Matt Matthew "
        "Megan Melissa Michael Michelle Mike Molly Nancy Natalie Nathan Neil Nicole Olivia Owen Pam Pat Paul "
        "Paula Peg Peter Phil "
        "Rachel Ray Rebecca Rich Richard Robert Robin Roger Ron Rose Ruth Sally Sam Samuel Sandy Sarah Scott "
        "Shirley Stephanie "
        "Stephen Steve Sue Susan Tara Ted Thomas Tim Todd Tom Tracy Tyler Valerie Victoria Virginia Walter Wendy "
        "Will William "
        "Zachary Camille Armand Normand Lucille Yvette Réjean Gilles Odile",
        "Adams Allen Andrews Atwood Bailey Baker Baldwin Barker Barnes Bartlett Bates Bennett Bishop Black "
        "Blanchard Bond Bowen "
        "Bradford Brewster Briggs Brown Burgess Butler Carpenter Carter Case Chandler Chase Churchill Clark Cole "
        "Cook Cooper Cox "
        "Crocker Crosby Cushing Cutler Dalton Davis Day Dexter Drake Dunham Eaton Eldridge Elliott Ellis Emerson "
        "English Evans "
        "Fairbanks Farmer Field Fisher Fletcher Forbes Foster Fowler Fox French Frost Fuller Gardner Gates "
        "Gifford Gold Goodwin "
        "Gould Grant Graves Gray Green Greene Hale Hall Hamilton Hammond Harding Harper Hart Harvey Hathaway "
        "Hayes Hill Hobbs Holt "
        "Hopkins Howard Howe Howland Hubbard Hunt Hutchins Ingalls Jenkins Jewett Johnson Jones Keene Kemp "
        "Kimball King Knight "
        "Lambert Lane Lawrence Lawson Leach Lewis Lincoln Little Long Lovell Mann Marsh Marshall Martin Mason "
        "May Mayhew Merrill "
        "Miller Mills Mitchell Moore Morse Moss Newcomb Newell Nichols Nickerson North Norton Osgood Page Paine "
        "Palmer Parker "
        "Parsons Patten Peabody Peck Perkins Perry Phelps Phillips Pierce Pike Poole Porter Post Powers Pratt "
        "Prescott Price Proctor "
        "Putnam Quimby Reed Rice Rich Richardson Robbins Rogers Root Russell Sanborn Sawyer Sears Shaw Sherman "
        "Silva Simonds Slade "
        "Small Smith Snow Spencer Sprague Stearns Stevens Stone Stratton Swan Sweet Swift Taylor Thayer Thompson "
        "Thorndike Tilton "
        "Tripp Tucker Tufts Turner Upham Wade Wadsworth Walker Ward Warren Waters Webb Webster Weeks Welch Wells "
        "West Wheeler White "
        "Whitcomb Whitman Whitney Wilder Willard Winslow Winthrop Wood Woodbury Worthington Wright Wyman Young "
        "Arsenault Beaudoin "
        "Beaulieu Bélanger Bergeron Boisvert Bouchard Boudreau Caron Chartrand Cormier Cyr Daigle Desjarlais "
        "Desmarais Dubuque "
        "Duquette Fortin Gagnon Gauthier Gaudette Goyette Lachance Lajoie LeBlanc Leclerc Lemieux Lussier "
        "Marchand Michaud Ouellette "
        "Paquette Pelletier Plourde Robitaille St. Onge Therrien Thibeault Thibodeau Tremblay",
    ),
    "Jewish, Polish, Greek, Armenian and East European": (
        "Aaron Abby Adina Ari Ariel Avi Chana Dalia Dov Eitan Eliana Esther Ezra Hadassah Ilana Isaac Jacob Leah "
        "Levi Miriam Moshe "
        "Naomi Noa Rivka Ruth Seth Shira Shoshana Talia Yael Zev Agnieszka Anya Boris Bogdan Danuta Dmitri "
        "Elżbieta Ewa Galina "
        "Grażyna Halina Irena Ivan Janusz Katarzyna Kazimierz Krystyna Leszek Ludmila Małgorzata Marek Natasha "
        "Oksana Olga Ostap "
        "Paweł Piotr Roman Stanisław Svetlana Tadeusz Tatiana Wojciech Yelena Yuri Zbigniew Zofia Athena "
        "Christos Costas Demetrios "
        "Despina Eleni Fotini Giorgos Kostas Nikos Panagiota Sophia Spiro Stavros Thalia Vasiliki Yiannis Ani "
        "Araxie Garo Hagop Lusine "
        "Nareg Seda Vartan Arben Besa Drita Ilir Luljeta Shpresa Zoltán Katalin Jovanka Dragan Milena",
        "Adler Aronson Berkowitz Blum Cohen Eisenberg Epstein Feldman Feinberg Finkel Fishman Friedman Gelman "
        "Ginsberg Glick Gold "
        "Goldberg Goldman Goldstein Gordon Greenbaum Gross Horowitz Jacobs Kaplan Katz Kessler Klein Kramer "
        "Krasner Levin Levine Levy "
        "Lieberman Mandel Margolis Miller Nussbaum Perlman Rabinowitz Rosen Rosenberg Rosenthal Roth Rubin "
        "Schwartz Segal Shapiro "
        "Siegel Silver Silverman Sokol Stein Steinberg Stern Weinberg Weiner Weinstein Weiss Wolf Zimmerman "
        "Bielski Chmielewski "
        "Dombrowski Dudek Gajewski Górski Jablonski Jankowski Kaczmarek Kaminski Kosciuszko Kowalczyk Kowalski "
        "Krawczyk Lewandowski "
        "Majewski Malinowski Mazur Nowak Nowicki Olszewski Pawlak Piotrowski Sikora Sobczak Szymanski Wdowiak "
        "Wisniewski Wojcik Wozniak "
        "Zajac Zielinski Alexopoulos Anagnostopoulos Andreou Christakis Demos Economou Georgiou Kakavas "
        "Karagiannis Katsaros "
        "Konstantinou Kostopoulos Makris Manolis Nikolaou Pappas Papadopoulos Panagopoulos Stamos Stavrou "
        "Theodorou Tsakalos Tsoukalas "
        "Vlahos Zervas Arakelian Bagdasarian Boghosian Boyajian Der-Avakian Garabedian Hagopian Kasparian "
        "Keshishian Manoogian Mardirosian "
        "Sarkisian Tashjian Torosian Yeghiazarian Bondarenko Ivanov Kovalenko Kravchenko Melnyk Petrenko Popov "
        "Shevchenko Volkov "
        "Hoxha Gjoka Prifti Kerekes Petrović Jovanović Novák",
    ),
}


def _held_out(name: str) -> bool:
    """True for one name in six: never drawn in training, so that fairness can be measured on names not seen there."""
    return hashlib.sha256(name.encode()).digest()[0] % 6 == 0


Names = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
ALL: Names = {origin: (_listed(first), _listed(last)) for origin, (first, last) in ORIGINS.items()}
NAMES: Names = {
    origin: (tuple(n for n in first if not _held_out(n)), tuple(n for n in last if not _held_out(n)))
    for origin, (first, last) in ALL.items()
}
HELD_OUT: Names = {
    origin: (tuple(n for n in first if _held_out(n)), tuple(n for n in last if _held_out(n)))
    for origin, (first, last) in ALL.items()
}


TOWNS = _listed(
    "Abington Acton Acushnet Adams Agawam Amesbury Amherst Andover Arlington Ashburnham Ashland Athol Attleboro "
    "Auburn Avon Ayer "
    "Barnstable Barre Becket Bedford Belchertown Bellingham Belmont Berkley Berlin Beverly Billerica Blackstone "
    "Bolton Bourne Boxford "
    "Boylston Braintree Brewster Bridgewater Brimfield Brockton Brookline Burlington Cambridge Canton Carlisle "
    "Carver Charlton Chatham "
    "Chelmsford Chelsea Chester Chicopee Clinton Cohasset Concord Conway Dalton Danvers Dartmouth Dedham "
    "Deerfield Dennis Douglas "
    "Dracut Dudley Duxbury Eastham Easthampton Easton Everett Fairhaven Falmouth Fitchburg Foxborough Framingham "
    "Franklin Freetown Gardner "
    "Georgetown Gloucester Grafton Granby Greenfield Groton Hadley Halifax Hamilton Hanover Hanson Harvard "
    "Harwich Haverhill Hingham "
    "Holbrook Holden Holliston Holyoke Hopkinton Hudson Hull Ipswich Kingston Lakeville Lancaster Lawrence Lee "
    "Leicester Lenox Leominster "
    "Lexington Lincoln Littleton Longmeadow Lowell Ludlow Lunenburg Lynn Lynnfield Malden Mansfield Marblehead "
    "Marion Marlborough "
    "Marshfield Mashpee Maynard Medfield Medford Medway Melrose Mendon Methuen Middleborough Middleton Milford "
    "Millbury Millis Milton "
    "Monson Montague Nahant Nantucket Natick Needham Newburyport Newton Norfolk Northampton Northborough "
    "Northbridge Norton Norwell "
    "Norwood Orange Orleans Oxford Palmer Peabody Pembroke Pepperell Pittsfield Plainville Plymouth Plympton "
    "Provincetown Quincy Randolph "
    "Raynham Reading Rehoboth Revere Rochester Rockland Rockport Rowley Rutland Salem Salisbury Sandwich Saugus "
    "Scituate Seekonk Sharon "
    "Sherborn Shirley Shrewsbury Somerset Somerville Southampton Southborough Southbridge Southwick Spencer "
    "Springfield Sterling Stoneham "
    "Stoughton Stow Sturbridge Sudbury Sutton Swampscott Swansea Taunton Templeton Tewksbury Topsfield Townsend "
    "Truro Tyngsborough Upton "
    "Uxbridge Wakefield Walpole Waltham Ware Wareham Warren Watertown Wayland Webster Wellesley Wellfleet "
    "Westborough Westfield Westford "
    "Weston Westport Westwood Weymouth Whitman Wilbraham Williamstown Wilmington Winchendon Winchester Winthrop "
    "Woburn Worcester Wrentham "
    "Yarmouth Dorchester Roxbury Mattapan Onset Hyannis Brighton Allston Roslindale Providence Pawtucket Nashua "
    "Manchester Hartford "
    "Woonsocket Bristol Portland Dover"
    "|Fall River|New Bedford|East Bridgewater|West Springfield|North Adams|Great Barrington|South Hadley|Jamaica Plain"
    "|Hyde Park|East Boston|North Andover|West Boylston|Oak Bluffs|Vineyard Haven|Buzzards Bay|Central Falls"
)

PLACES = _listed(
    "Alder Anchor Apple Arrow Ash Bay Beacon Beaver Birch Black Bluff Boulder Bow Brick Briar Bridge Brook Canal "
    "Cedar Center Central "
    "Charles Cherry Chestnut Clear Cliff Cold Copper Coral Cove Cranberry Crystal Deer Dune Eagle East Eastern "
    "Elm Ember Fair Falcon "
    "Fern Ferry Flat Flint Forest Fox Garden Glen Grand Granite Great Green Grove Harbor Harrow Haven Hawk Hazel "
    "Heath Heron Hickory High "
    "Highland Hillside Holly Indian Iron Island Ivy Juniper Kettle Lake Lantern Laurel Ledge Liberty Lighthouse "
    "Lily Linden Locust Long Lower "
    "Maple Marsh Meadow Memorial Mill Millstone Mountain Mystic Neck North Northern Oak Ocean Old Orchard Osprey "
    "Otter Park Pebble Pilgrim Pine "
    "Pleasant Plum Pond Prospect Quarry Quarter Rail Raven Red Ridge River Robin Rock Rose Round Sable Saddle "
    "Salt Sandy Sassafras Sea Shady "
    "Silver Sky South Sparrow Spring Spruce Station Stone Summit Sun Sunset Swift Tanner Thorn Tower Turtle "
    "Union Upper Valley Village Walnut "
    "Water Weaver West Western White Wild Willow Wind Winter Wolf Wood Woodland"
)
PLACE_ENDS = _listed(
    "Avenue Bank Beach Bend Bluff Bridge Brook Cove Creek Crossing Dale Falls Farm Ferry Field Ford Forest Gate "
    "Glen Green Grove Harbor "
    "Heights Hill Hollow Island Knoll Lake Landing Lane Ledge Meadow Mills Mountain Neck Orchard Park Point Pond "
    "Ridge River Rock Run Shore "
    "Spring Square Street Valley View Village Wharf Woods"
)
SCHOOL_KINDS = (
    "Elementary School", "Elementary", "Middle School", "High School", "School", "Primary School",
    "Intermediate School", "K-8 School",
    "Early Childhood Center", "Academy", "Charter School", "Community School", "Regional High School",
    "Innovation School",
    "Vocational Technical High School", "Elem. School", "Elem.", "MS", "HS", "Preparatory Academy", "Upper School",
    "Lower School",
    "Grammar School", "Junior High", "Pilot School", "Montessori School", "Alternative High School",
    "Public Charter School",
)  # fmt: skip
DISTRICT_KINDS = (
    "Public Schools", "Public Schools", "School District", "Regional School District", "Public School District",
    "School Department",
    "Regional Vocational Technical School District", "Unified School District", "City Schools", "Town Schools",
)  # fmt: skip
UNIVERSITIES = (
    "Boston College", "Boston University", "Bridgewater State University", "Salem State University",
    "Lesley University",
    "Fitchburg State University", "Framingham State University", "Westfield State", "Worcester State University",
    "UMass Lowell", "UMass Boston",
    "UMass Amherst", "UMass Dartmouth", "Endicott College", "Merrimack College", "Stonehill College", "Wheelock",
    "Simmons University",
    "Curry College", "Northeastern University", "Suffolk University", "Tufts University", "Brandeis University",
    "Clark University",
    "Assumption University", "Anna Maria College", "American International College", "Springfield College",
    "Elms College", "Gordon College",
    "Emmanuel College", "Harvard Graduate School of Education", "Smith College", "Mount Holyoke College",
    "Cambridge College", "Regis College",
    "Massachusetts College of Liberal Arts", "Rhode Island College", "Providence College", "Keene State College",
    "Plymouth State University",
    "Bristol Community College", "Bunker Hill Community College", "Quinsigamond Community College",
    "Holyoke Community College", "Nichols College",
    "BSU", "SSU", "BC", "Endicott", "Merrimack", "Lesley", "Stonehill", "Salem State", "Bridgewater State",
)  # fmt: skip
MASCOTS = _listed(
    "Bears Beavers Blazers Bobcats Broncos Bulldogs Cardinals Chargers Clippers Comets Cougars Crusaders "
    "Dolphins Dragons Eagles Explorers "
    "Falcons Firebirds Foxes Gators Hawks Herons Hornets Huskies Jaguars Knights Lancers Lions Lobsters "
    "Lumberjacks Lynx Mariners Minutemen "
    "Mustangs Ospreys Otters Owls Panthers Patriots Pirates Pioneers Raiders Rams Ravens Roadrunners Rockets "
    "Sailors Sharks Spartans Stingrays "
    "Terriers Thunderbirds Tigers Titans Trailblazers Turtles Vikings Warriors Whalers Whales Wildcats Wolves "
    "Wolverines Yellowjackets"
    "|Blue Devils|Golden Eagles|Red Raiders|Blue Wave|River Hawks|Sea Dogs|Big Blue|Mountaineers"
)
ORG_HEADS = (
    "Boys & Girls Club", "YMCA", "Public Library", "Rotary Club", "Credit Union", "Savings Bank",
    "Historical Society", "Little League",
    "Community Center", "Police Department", "Fire Department", "Food Pantry", "Arts Council", "Family Dental",
    "Pizza", "Hardware",
    "Bus Company", "Transportation", "Education Foundation", "Land Trust", "Health Center", "Youth Soccer",
    "Garden Club", "Gazette",
    "Daily News", "Congregational Church", "Baptist Church", "Counseling Associates", "Teachers Association", "PTO",
    "PTA", "Lions Club",
    "Farm Stand", "Housing Authority", "Senior Center", "Children's Museum", "Music Boosters", "Parks and Recreation",
    "Chamber of Commerce",
)  # fmt: skip


def draw_origin(rng: random.Random) -> str:
    """An origin, all alike."""
    return rng.choice(list(NAMES))


def draw_first(rng: random.Random, origin: str) -> str:
    """A first name of the origin."""
    return rng.choice(NAMES[origin][0])


def draw_last(rng: random.Random, origin: str) -> str:
    """A surname of the origin; now and then a double one."""
    last = rng.choice(NAMES[origin][1])
    if rng.random() < 0.07:
        last += rng.choice("- ") + rng.choice(NAMES[draw_origin(rng) if rng.random() < 0.5 else origin][1])
    return last


def draw_person(rng: random.Random) -> tuple[str, str]:
    """First name and surname; one person in eight has them from two origins."""
    origin = draw_origin(rng)
    other = draw_origin(rng) if rng.random() < 0.12 else origin
    return draw_first(rng, origin), draw_last(rng, other)


def draw_school_core(rng: random.Random) -> str:
    """The proper part of a school's name: a person, a place, a town, or an ordinary word."""
    kind = rng.random()
    if kind < 0.3:
        return " ".join(draw_person(rng))
    if kind < 0.45:
        return draw_last(rng, draw_origin(rng))
    if kind < 0.6:
        return rng.choice(TOWNS)
    if kind < 0.7:
        return rng.choice(PLACES)
    if kind < 0.76:
        return f"{rng.choice(draw_person(rng)[0])}. {draw_person(rng)[0][0]}. {draw_last(rng, draw_origin(rng))}"
    return f"{rng.choice(PLACES)} {rng.choice(PLACE_ENDS)}"
