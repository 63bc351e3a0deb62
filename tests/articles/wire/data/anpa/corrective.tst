a0417US 
r iBC-Nordhaven-Ferry 03-02 0700
^BC-Nordhaven-Ferry, CORRECTIVE,0150<
^Eds: Members who used BC-Nordhaven-Ferry, a0413, sent March 2, are asked to use the following story.<
	NORDHAVEN (AP) _ In a story March 2 about a ferry, The Associated Press reported erroneously that 12 were missing. It was 11.

AP-NY-03-02-26 1120EST
