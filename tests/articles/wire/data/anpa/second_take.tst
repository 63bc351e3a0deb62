a0416US 
r iBC-Nordhaven-Text 03-02 0700
^BC-Nordhaven-Text, 2nd take,0700<
^NORDHAVEN: from it.=<
	Second part of the text.
	(MORE)

AP-NY-03-02-26 1120EST
