a0123KYODO-----
r i BC-crane-port 02-03 0120
BC-Crane-Port
Crane back in
Port Nord+
PORT NORD, March 2 Kyodo - The crane is back.
It stands.
==Kyodo
JST-15:09-02-03-26