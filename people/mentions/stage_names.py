"""Names that artists and athletes go by and no rule can tell: one word, or words that are no given name. Data only."""

_NAMES = """
Ai Weiwei; Anastacia; Apache 207; Ayliva; Bad Bunny; Badmómzjay; Banksy; Bebeto; Beyoncé; Björk; Bligg; Bonez
MC; Burna Boy; Bushido; Capital Bra; Cardi B; Casemiro; Clueso; Conchita Wurst; Coolio; DJ Bobo; DJ Ötzi; Doja
Cat; Dua Lipa; Dunga; Eminem; Enya; Fergie; Garrincha; Gavi; Gzuz; Heino; Hergé; Jay-Z; Jorginho;
Joselu; Kaká; Knossi; Kollegah; Kontra K; Lady Bitch Ray; Lady Gaga; LaFee; Le Corbusier; Lil Nas X; Lizzo;
Loredana; Loriot; Machine Gun Kelly; Marquinhos; Marteria; Meat Loaf; Neymar; Nicki Minaj; Pedri; Pelé; Post
Malone; Raphinha; Rezo; Richarlison; Rihanna; Rodrygo; Romário; Ronaldinho; Ronaldo; Shakira; Shirin David;
Sido; Ski Aggu; Snoop Dogg; The Weeknd; Thiago Alcántara; Vinicius Junior; Vinícius Júnior; Xatar; Xavi;
Zartmann; Zaz; Zico; Zucchero; Éder Militão
"""

STAGE_NAMES = frozenset(" ".join(name.split()) for name in _NAMES.split(";"))
FIRST_OF_STAGE_NAMES = frozenset(name.partition(" ")[0] for name in STAGE_NAMES)
