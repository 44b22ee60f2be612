/** Words that hold sentences together and name nothing: no phrase begins or ends with one. Folded. */
const FRENCH = `a ai aie ainsi ait alors apres as au aucun aucune aujourdhui auquel aura aurai aurait aussi autre autres aux avaient avais avait avant avec avez avoir avons
ayant beaucoup bien bon c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de depuis des deux devait dire dit dois doit
donc dont du durant elle elles en encore enfin entre es est et etaient etais etait etant ete etes etre eu eux fait faire fais faites faut fois font fut grace hors ici il ils j jai je
jusqu jusque jour jours l la laquelle le lequel les lesquels leur leurs lors lorsqu lorsque lui ma mais mal malgre me meme memes mes mettre mieux moi moins mois mon n ne ni nos notre
nous on ont or ou oui par parce parfois pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pourtant pouvait pouvez puis puisque qu quand que quel quelle quelles
quelqu quelque quelques quels qui quoi rien s sa sais sait sans sauf se semble sera serait ses seule seulement si soi sois soit sommes son sont souvent suis sur surtout t ta tant te tel telle
tellement tels temps tes toi ton toujours tous tout toute toutefois toutes tres trop tu un une va vais vers veut veux via voici voila voir vont vos votre vous vraiment vu y
merci bonjour madame monsieur super parfait parfaite excellent excellente satisfait satisfaite content contente minute minutes heure heures semaine semaines an ans annee annees fois`
const ENGLISH = `a about after again all also am an and any are as at be been before being but by came can could d did do does doing done down during each even ever every few for from
get got had has have having he her here him his how i if in into is it its just ll made make many me more most much must my no not now of off on once one only or other our out over own
re really s said same she should so some still such t than that the their them then there these they this those through to too two under until up us ve very was we well went were what
when where which while who why will with would you your yet thank thanks hello good great excellent happy perfect minute minutes hour hours day days week weeks year years time times`
const NUMBERS = 'deux trois quatre cinq six sept huit neuf dix two three four five seven eight nine ten'
/** They name nothing by themselves, and turn what follows: *jamais rappelé*, *trop cher*, *sans nouvelles*. */
const TURNERS = new Set('pas plus jamais sans trop aucun aucune no not never without too'.split(' '))
const STOP = new Set([...`${FRENCH} ${ENGLISH} ${NUMBERS}`.split(/\s+/u), ...TURNERS])

export const isStop = (word: string): boolean => STOP.has(word)
export const turns = (word: string): boolean => TURNERS.has(word)
