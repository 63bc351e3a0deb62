a0414US 
u iBC-Nordhaven-Ferry 03-02 0080
^BC-Nordhaven-Ferry, KILL,0080<
^KILL KILL KILL<
^Editors:<
	Kill BC-Nordhaven-Ferry, a0413. The number of missing people is wrong.
	A kill is mandatory.
	The AP

AP-NY-03-02-26 1320EST
