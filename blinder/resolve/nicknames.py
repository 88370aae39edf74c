"""First names that belong together and that the `nicknames` library (Anglo-American names) does not carry.

One line per name, folded (no case, no diacritics). Common knowledge of Spanish, Portuguese, Cape Verdean, Haitian,
Vietnamese, Khmer, Arabic, South Asian, Irish, Italian, Greek and Slavic usage.
"""

MORE: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
guadalupe lupe lupita
jesus chuy chucho
jose pepe chepe zeca ze
francisco paco pancho kiko chico
francisca paca paquita chica
ignacio nacho
rafael rafa
guillermo memo
enrique quique kike
alejandro alex ale jandro
alejandra alex ale sandra
eduardo edu lalo
roberto beto rob
alberto beto
gilberto beto gil
luis lucho lulu
manuel manny manolo mane manu
emanuel manny manu
mercedes merche meche
dolores lola lolita
concepcion concha conchita
rosario charo
socorro coco
consuelo chelo
graciela chela grace
isabel isa chabela bel
maria mari mia
mariana mari nana
ana ani anita aninha
antonio tony toni tonio toninho
antonia toni tonia
joao joaozinho jon
joaquim quim kim
pedro pedrinho perico
fernando nando fer
fernanda nanda fer
catarina cati cata kati
fatima fati fatinha
filomena mena filo
conceicao sao
adilson adi
edson edi
domingos mingo
belmira mira
ildo il
valdemar valdo
jean-baptiste jeanba
jean jan
widline wid
wideline wid
marie mari
emmanuel manno manu manny
frantz fran
guerline guerda
stephane stef
thuy thu
phuong fong
hung henry
minh mike
sokha kha
sophea phea
sreymom srey mom
bopha pha
vannak van
mohammed mohamed muhammad mo mohamad
mohamed mo
abdullah abdul abdi
abdirahman abdi
ibrahim ibra abe
yusuf yousef joseph joe
khadija khadi dija
fatuma fatu
aisha aishah ayesha
hassan hasan
mustafa moose
siobhan shiv
padraig paddy pat
liam bill
caoimhe keeva
sean shaun shawn
giuseppe joe peppe beppe
giovanni gianni john nino
salvatore sal turi
vincenzo vinny vince enzo
francesca fran franca chessie
domenico mimmo dom
konstantinos kostas gus dino
dimitrios jimmy dimitri
panagiotis pete takis
ioannis yianni john
stanislaw stan staszek
katarzyna kasia kate
boguslawa bogusia
jakub kuba
abiodun abi biodun
ifeoma ify
chukwuemeka emeka
oluwaseun seun
temitope tope temi
olufemi femi
malgorzata gosia margaret
wojciech wojtek
aleksandr sasha alex
svetlana sveta lana
krishnamurthy krishna
raghunath raghu
venkatesh venkat
srinivasan srini vasan
lakshmi lux
priyanka priya
xiaoming ming
kerry-ann kerry
""".strip().splitlines()
)
