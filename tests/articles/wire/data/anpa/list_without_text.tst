V4644_-----
d e AP-Port-Headlines   03-02 0020
^AP-Port-Headlines,0020<
^AP Port News at 11 p.m. EST<
^Crane is back<
^Ferry is late<

	   AP-WF-03-02-26 0423GMT<
