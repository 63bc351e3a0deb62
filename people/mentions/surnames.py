"""Family names so frequent that they are a sign of a person after a doubtful given name. Data only."""

from people.mentions.wordlist import words

FREQUENT = words(
    """
    Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter
    Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner
    Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser
    Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger
    Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin
    Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte
    Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer
    Gruber Steiner Moser Mayr Hofer Leitner Pichler Eder Reiter Egger Brunner Bianchi Rossi Russo Ferrari
    Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti
    Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson White Harris
    Thompson Clark Lewis Robinson Walker Young Allen King Wright Scott Torres Hill Green Adams Nelson
    Baker Hall Campbell Mitchell Carter Roberts Evans Turner Parker Collins Edwards Stewart Morris Murphy
    Cook Rogers Morgan Cooper Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett
    Gray James Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell Perry Butler Barnes
    Fisher Henderson Coleman Simmons Patterson Jordan Reynolds Hamilton Graham Wallace West Cole Hayes
    Bryant Gibson Ellis Stevens Murray Ford Marshall Owens Mcdonald McDonald Harrison Kennedy Wells Webb
    Tucker Crawford Burns Gordon Shaw Holmes Rice Robertson Hunt Black Daniels Palmer Mills Nichols Grant
    Knight Ferguson Rose Stone Dunn Perkins Hudson Spencer Payne Pierce Berry Matthews Willis Ray Watkins
    Olson Carroll Duncan Snyder Hart Cunningham Bradley Lane Andrews Ruiz Fox Riley Armstrong Carpenter
    Weaver Greene Lawrence Elliott Sims Austin Lawson Chapman García Garcia Martínez Martinez Rodríguez
    Rodriguez López Lopez González Gonzalez Hernández Hernandez Pérez Perez Sánchez Sanchez Ramírez
    Ramirez Flores Rivera Gómez Gomez Díaz Diaz Reyes Cruz Morales Ortiz Gutiérrez Gutierrez Chávez Chavez
    Ramos Mendoza Álvarez Alvarez Castillo Romero Herrera Medina Vargas Castro Fernández Fernandez Guzmán
    Muñoz Munoz Rojas Obrador Silva Santos Oliveira Souza Pereira Lima Ferreira Alves Ribeiro Gomes
    Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira
    Nunes Marques Machado Mendes Freitas Cardoso Bernard Dubois Durand Moreau Laurent Lefebvre Leroy Roux
    Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Blanc Guerin Garnier Chevalier
    Francois Legrand Gauthier Perrin Robin Clement Morin Nicolas Henry Roussel Mathieu Nielsen Jensen
    Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Johansson Andersson Karlsson Nilsson
    Eriksson Larsson Olsson Persson Svensson Gustafsson Olsen Johansen Berg Haugen Hagen Jansen Janssen
    Bakker Visser Smit Meijer Mulder Bos Vos Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens
    Wouters Kowalski Nowak Wiśniewski Kaminski Novák Novak Svoboda Dvořák Horvath Horvat Kovács Nagy Szabó
    Tóth Varga Molnár Petrov Iwanow Ivanov Smirnow Kusnezow Popow Popov Sokolow Wolkow Petrow Morosow
    Nowikow Melnyk Schewtschenko Bojko Kowalenko Bondarenko Tkatschenko Yılmaz Yilmaz Kaya Demir Şahin
    Sahin Çelik Celik Yıldız Yildiz Yıldırım Yildirim Öztürk Aydin Özdemir Arslan Doğan Dogan Kılıç Aslan
    Çetin Kara Koç Kurt Özkan Şimşek Simsek Khan Ali Ahmed Hussein Hassan Mohammed Ibrahim Mahmud Saleh
    Abdullah Nasser Haddad Singh Kumar Sharma Patel Gupta Modi Gandhi Nehru Bose Das Roy Chatterjee
    Banerjee Kim Lee Park Nguyen Tanaka Suzuki Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato
    Yoshida Yamada Sasaki Abe Mori Mbeki Diallo Traoré Keita Touré Diop Ndiaye Mensah Okafor Cohen Levy
    Mizrahi Friedman Goldberg Katz Rosenberg Trump Biden Obama Clinton Bush Pence
    """
)
