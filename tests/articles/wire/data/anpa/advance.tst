a0415US 
a iBC-Nordhaven-Island 03-02 0980
^ADV08<
^$adv08<
^For release Sunday, March 8<
^BC-Nordhaven-Island, ADV 08,0980<
^On an island without cars, a crane is the star<
^AP Photos NYID101-104<
^Eds: Also moving on general news services.<
^By IDA BRANDT=
^Associated Press Writer=
	NORDHAVEN (AP) _ The crane is 40 meters tall.
	It is red.
	___
	On the Net:
	http://www.example.org

AP-NY-03-02-26 1120EST
