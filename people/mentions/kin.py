"""Nouns of kinship, which are no offices but tell that a name follows. Data only."""

from people.mentions.wordlist import words

KIN_DE = words(
    """
    Frau Mann Ehefrau Ehemann Gattin Gatte Gatten Sohn Sohnes Tochter Bruder Bruders Schwester Vater Vaters Mutter
    Witwe Witwer Onkel Tante Neffe Neffen Nichte Enkel Enkelin Cousin Cousine Schwager Schwägerin Großvater
    Großmutter Schwiegervater Schwiegermutter Schwiegersohn Schwiegertochter Stiefvater Stiefmutter Stiefsohn
    Stieftochter Zwillingsbruder Zwillingsschwester Verlobter Verlobte Verlobten Lebensgefährte Lebensgefährtin
    Lebensgefährten Ex-Frau Ex-Mann Exfrau Exmann Freundin Freund Halbbruder Halbschwester Adoptivsohn
    Adoptivtochter Patenkind Urenkel Urenkelin Kinder Söhne Töchter Brüder Schwestern Eltern Großeltern Opa Oma
    """
)
KIN_EN = words(
    """
    wife husband son daughter brother sister father mother widow widower uncle aunt nephew niece cousin grandson
    granddaughter grandfather grandmother fiance fiancee fiancé fiancée girlfriend boyfriend partner stepson
    stepdaughter stepfather stepmother sons daughters children parents brothers sisters
    """
)
OWNERS = words(
    """
    sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer deren dessen mein meine unser unsere
    his her their its my our whose
    """
)
