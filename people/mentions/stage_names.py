"""Names that artists and athletes go by and no rule can tell: one word, or words that are no given name. Data only."""

_NAMES = """
Adele; Ai Weiwei; Anastacia; Apache 207; Avicii; Ayliva; Bad Bunny; Badmómzjay; Banksy; Bebeto; Beyoncé;
Björk; Bligg; Bonez MC; Boy George; Burna Boy; Bushido; Busta Rhymes; Cafu; Capital Bra; Cardi B; Casemiro;
Cher; Clueso; Conchita Wurst; Coolio; DJ Bobo; DJ Ötzi; Doja Cat; Dua Lipa; Dunga; Ederson; Eminem; Endrick;
Enya; Fabinho; Fergie; Flo Rida; Garrincha; Gavi; Gzuz; Heino; Hergé; Ice Cube; Ice-T; Iggy Pop;
J Balvin; Jan Delay; Jay-Z; Jorginho; Joselu; Jovanotti; Kaká; Kesha; Kid Rock; Knossi; Kollegah; Kontra K;
LaFee; Lady Bitch Ray; Lady Gaga; Le Corbusier; Lil Nas X; Lil Wayne; Lizzo; Loredana; Loriot;
Machine Gun Kelly; Marquinhos; Marteria; Meat Loaf; Megan Thee Stallion; Moby; Nena;
Neymar; Nicki Minaj; Ozzy Osbourne; Pedri; Pelé; Post Malone; Questlove; RAF Camora; Raphinha; Rezo;
Dalai Lama; Richarlison; Rihanna; Ringo Starr; Rivaldo; Rodri; Rodrygo; Romário; Ronaldinho; Ronaldo; Shakira;
Shirin David; Sido; Ski Aggu; Snoop Dogg; Sting; Suzi Quatro; The Weeknd; Thiago Alcántara; Twiggy; Vangelis;
Vinicius Junior; Vinícius Júnior; Vitinha; Wyclef Jean; Xatar; Xavi; Yungblud; Zartmann; Zaz; Zico; Zucchero;
Éder Militão
"""

STAGE_NAMES = frozenset(" ".join(name.split()) for name in _NAMES.split(";"))
FIRST_OF_STAGE_NAMES = frozenset(name.partition(" ")[0] for name in STAGE_NAMES)
