s1235-----
r s BC-PORT--Standings   03-02 0060
^BC-PORT--Standings,60<
^Standings<
	TeamWL
	Nord51
AP-NY-03-02-26 2100EST<