/** Days, months, ranks and words that begin a sentence; makes and models; towns, countries, feasts. Folded. */
const WORDS = `
  mondays tuesdays wednesdays thursdays fridays saturdays sundays lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars
  avril mai juin juillet aout septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday january february
  march april june july august september october november december noel paques christmas easter je j i im ive id il elle on nous vous ils
  elles les le la l un une des mon ma mes votre vos notre nos ce cette ca c tout tous tres bon bonne merci bravo bonjour cordialement
  service accueil garage concession atelier vendeur vendeuse conseiller conseillere equipe team staff suv gps sms ct ok ras svp stp tva
  dgccrf ufc abs led usb iphone samsung android google facebook instagram whatsapp internet renault peugeot citroen dacia toyota ford opel
  fiat volkswagen vw audi bmw mercedes nissan honda hyundai kia mazda suzuki skoda seat volvo tesla mini smart jeep clio megane captur kadjo
  scenic twingo zoe duster sandero kangoo golf polo yaris corsa fiesta focus france paris lyon marseille bordeaux lille nantes toulouse
  belgique suisse quebec reunion london dublin england ireland australia india mot uk us usa nhs aa rac bluetooth wifi why what when where
  who how the this that they we you he she it if and but so not no yes please great good very from sales parts manager reception mechanic
  austral arkana rafale symbioz kadjar koleos talisman laguna fluence modus safrane trafic stepway jogger logan lodgy dokker bigster rifter
  berlingo jumpy jumper spacetourer picasso aircross saxo xsara tiguan touareg touran passat arteon caddy transporter multivan scirocco
  sharan taigo vito sprinter citan corolla auris aygo prius hilux proace camry puma kuga mondeo transit mustang ecosport tourneo astra mokka
  crossland grandland insignia meriva zafira vivaro panda punto tipo ducato doblo abarth qashqai juke micra ariya navara tucson kona ioniq
  bayon picanto ceed sportage stonic niro sorento ibiza ateca arona tarraco formentor cupra octavia fabia kodiaq karoq kamiq superb scala
  enyaq elroq swift vitara ignis jimny countryman clubman avenger renegade wrangler cherokee stelvio giulietta tonale jazz civic defender
  evoque macan cayenne taycan panamera carrera vauxhall saab subaru forester mitsubishi outlander ssangyong fortwo alpine lancia ypsilon byd
  lexus porsche leapmotor norauto euromaster midas speedy carglass kwikfit halfords autodoc
  espagne italie allemagne ukraine portugal maroc algerie tunisie corse bretagne normandie provence alsace auvergne rennes lorient
  strasbourg nice grenoble montpellier reims dijon tours angers brest rouen metz nancy caen orleans avignon versailles jura vosges alpes
  pyrenees spain germany scotland wales manchester birmingham leeds bristol glasgow edinburgh dieu god english french francais anglais eid
  diwali ramadan
`

/** Begin with a capital and are no names of people. Some are given names as well (Zoé, Mégane): what stands around them tells. */
export const NO_NAMES: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/u))

/** Makes, garages and chains: behind their name stands that of a place. Two words where one alone is a word like others. */
export const FIRMS: ReadonlySet<string> = new Set(
  `renault peugeot citroen dacia toyota ford opel fiat volkswagen vw audi bmw mercedes nissan honda hyundai kia mazda suzuki skoda seat volvo tesla
  jeep vauxhall subaru mitsubishi lexus porsche norauto euromaster midas speedy carglass kwikfit halfords autodoc bosch vulco roady motrio eurorepar
  precisium feuvert`
    .split(/\s+/u)
    .concat(
      'feu vert',
      'point s',
      'kwik fit',
      'top garage',
      'auto plus',
      'car service',
      'bosch car',
      'first stop',
      'national tyres',
    ),
)
