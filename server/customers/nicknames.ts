/**
 * What people are called by those who know them: short form, then the names it may stand for. French, English and a few of the
 * neighbours'. A short form may stand for several names, so two records agree when what they may stand for meets.
 */
const TABLE = `
med mohamed mohammed mehdi|mhd mohamed mohammed|mohd mohamed mohammed|moh mohamed mohammed|momo mohamed mohammed|abd abdallah abdelkader abdelaziz|abdou abdallah abdoulaye|sid sidi|fatou fatoumata fatima|abby abigail|al alan albert alfred alexander|alec alexander|alex alexandre alexandra alexander alexis alessandro alexia|alf alfred|ali alison alistair|andy andrew andre andreas|angie angela angelique
annie anne anna ann|nan anne ann|nancy anne ann|anouk anne anna|archie archibald|art arthur|babeth elisabeth|barb barbara|bart bartholomew barthelemy|bea beatrice beatrix|becky rebecca|bella isabella isabelle arabella
ben benjamin benedict benoit|bern bernard|bernie bernard bernadette|bert albert robert herbert bertrand|bess elizabeth|beth elizabeth elisabeth bethany|betsy elizabeth|betty elizabeth|bill william|billy william|bob robert|bobby robert|brad bradley
cathy catherine katherine|cat catherine|cate catherine|charlie charles charlotte|charly charles|chas charles|chris christophe christopher christine christian christina|chrissie christine|christy christine christopher|chuck charles|cindy cynthia lucinda|clem clement clementine
connie constance|dan daniel danielle|dany daniel danielle|danny daniel|dave david|davy david|deb deborah|debbie deborah|dick richard|didi didier|dom dominique dominic|don donald|donny donald|doug douglas|dot dorothy|dolly dorothy|ed edward edmund edouard edwin|eddie edward edmund edouard|eddy edward edouard edmond
eli elijah elisabeth|ellie eleanor ellen elizabeth|elise elisabeth elizabeth|eliza elizabeth|lisa elizabeth elisabeth|emmy emily emma|fab fabien fabrice|flo florence florian|fran frances francis francoise|frank francis franklin francois|franck francois|frankie francis|fred frederic frederick frederique alfred|freddy frederic frederick|fritz friedrich
gabe gabriel|gab gabriel gabrielle|gaby gabriel gabrielle|gege gerard|geoff geoffrey|geo georges george|gerry gerald gerard|gina regina georgina|ginny virginia|greg gregory gregoire|gui guillaume|guigui guillaume|gus augustus gustave angus|hal harold henry harry|hank henry|hans johannes johann|harry henry harold|harriet henrietta|hetty henrietta|hugo hugues hugh
ian john|ike isaac|isa isabelle isabella|izzy isabel isidore isabelle|jack john jacques|jackie jacqueline jacques|jacky jacques|jake jacob|jamie james|jan jean johannes|jeannot jean|jeff jeffrey geoffrey jefferson|jen jennifer|jenny jennifer jane|jerry gerald jeremy jerome gerard|jim james|jimmy james|jo joseph josephine joel johanna jonathan joanna|joe joseph|joey joseph|john johannes johann|johnny john jonathan|jon jonathan john|josh joshua|josie josephine|juju julien julie|jules julien|kate catherine katherine|kathy katherine kathleen catherine|katie katherine catherine|kat katherine|kitty katherine catherine|ken kenneth|kim kimberly kimberley|kit christopher
larry lawrence laurence|laurie laurence laurent|len leonard|lenny leonard|leo leonard leon leopold leonardo|lew lewis|libby elizabeth|lili elisabeth liliane|lily elizabeth lilian|lina angelina carolina|liz elizabeth|lizzie elizabeth|lola dolores|lolo laurent|loulou louis louise|lou louis louise|luc lucas|lulu lucien lucie|maddy madeleine madison|mag margaret magali|maggie margaret|mandy amanda|manu emmanuel emmanuelle manuel|marco marc|marge margaret margery|margot marguerite|marg margaret marguerite|marty martin|mat mathieu matthieu|matt matthew|max maxime maximilien maxence maximilian maxwell|meg margaret megan|mel melanie melissa|mia maria|mich michel michele|michou michel michele|mick michael michel|micky michael|mike michael michel|mimi michel michele mireille|milly mildred millicent emily|moll mary|molly mary|mo mohamed mohammed
nat nathalie nathan nathaniel natalie|nate nathan nathaniel|ned edward edmund|nell eleanor helen ellen|nelly helene eleanor|nick nicholas nicolas|nicky nicolas nicole nicholas|nico nicolas|nina antonina|olly oliver olivier|oli olivier oliver|paco francisco|pam pamela|pat patrick patricia patrice|patty patricia martha|patsy patricia|paulo paul|peggy margaret|pepe jose|pete peter|phil philippe philip phillip|pierrot pierre|polly mary|pat patricia|pip philip
quique enrique|rafa rafael|raf raphael|ralph raphael|ray raymond|reg reginald|rick richard frederick eric patrick|ricky richard|rich richard|richie richard|rita margarita|rob robert|robbie robert|robin robert|roger rodger|rolf rudolf|ron ronald|ronnie ronald veronica|rosie rose rosemary|roz rosalind|rudy rudolph|russ russell|sacha alexandre alexandra alexander|sal sarah salvatore|sally sarah|sadie sarah|sam samuel samantha samuele|sammy samuel|sandra alexandra|sandy alexander alexandra sandra|seb sebastien sebastian|sepp josef|shelly michelle rachel|sid sidney|simo simon|sonny son|stef stephane stephanie stefan|steph stephane stephanie stephen|steve stephen steven|stevie stephen|stu stuart stewart|sue susan suzanne|susie susan suzanne|suzy suzanne susan|suzette suzanne
tania tatiana|ted edward theodore edmund|teddy edward theodore|teo matteo|terry terence theresa thierry|tess theresa|tessa theresa|theo theodore theophile|thom thomas|tib thibault thibaut|tim timothy timothee|timmy timothy|tina christina martina valentina|titi thierry|toby tobias|tom thomas|tommy thomas|toni antonia|tonio antonio|tony antoine anthony antonio antony|toto thomas|tricia patricia|trudy gertrude|val valerie valentin valentine|valou valerie|vero veronique|vic victor victoria|vicky victoria|vince vincent|vinny vincent|viv vivian vivienne|virg virginie|wally walter|walt walter|wil william willem|will william willem|willy william wilhelm|wim willem|xav xavier|yo yohan|yoyo yohan|zach zachary|zack zachary|zizou zinedine
`
/** The same name in two languages or spellings. */
const ALIKE = `
jean john johann johannes juan giovanni joao jan ivan|guillaume william wilhelm guglielmo willem guillermo|pierre peter pedro pietro petrus piotr|jacques james jaime giacomo jakob jacob|charles karl carlos carlo|henri henry heinrich enrico enrique|louis ludwig luis luigi lewis|francois francis francisco francesco franz|etienne stephen steven stefan esteban stefano stephane|michel michael miguel michele mikael mickael|georges george georg jorge giorgio|joseph josef jose giuseppe|marie mary maria|jeanne jane johanna joanna joan juana giovanna|catherine katherine kathryn katharina caterina catalina katarzyna|elisabeth elizabeth isabel|marguerite margaret margarita margherita|helene helen elena helena|anne ann anna ana|antoine anthony antonio anton antony|andre andrew andreas andrea andres|paul paolo pablo pavel pawel|philippe philip phillip felipe filippo|nicolas nicholas nikolaus nicola|laurent lawrence lorenzo laurence|edouard edward eduardo eduard|frederic frederick friedrich federico|mathieu matthieu matthew matteo mateo|thomas tomas tommaso|etienne stephane|mohamed mohammed mohammad muhammad mohamad mehmet|youssef yusuf yousef youcef joseph|ibrahim abraham brahim|jerome hieronymus geronimo|raphael rafael raffaele|therese theresa teresa|lucie lucia lucy|julie julia giulia|sophie sofia sophia|alexandre alexander alessandro alejandro|christophe christopher cristobal`

const MEANS: ReadonlyMap<string, readonly string[]> = (() => {
  const means = new Map<string, string[]>()
  const add = (word: string, group: string): void => {
    const groups = means.get(word)
    if (groups) groups.push(group)
    else means.set(word, [group])
  }
  for (const line of TABLE.trim().split(/[|\n]/)) {
    const [short, ...names] = line.split(' ')
    for (const name of names) {
      add(short!, name)
      if (!means.get(name)?.includes(name)) add(name, name)
    }
  }
  for (const [n, line] of ALIKE.trim().split('|').entries()) for (const word of line.split(' ')) add(word, `#${n}`)
  return means
})()

/** What a given name may stand for, one of which two names must share; none for a name not in the table. */
export const nicknameGroups = (name: string): readonly string[] => MEANS.get(name) ?? []
