s1234-----
a f BC-US--PortCrane Adv15 2ndTake   03-02 0060
^BC-US--Port Crane, ADV15, 2nd Take,60<
^For release Sunday, March 15<
^Crane<
	   PORT ELDA (AP) _ It is back.
AP-NY-03-02-26 2100EST<