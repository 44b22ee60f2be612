import { plainText } from './normal-name.ts'

/** What a name, a title or a column says of somebody’s sex; 0: it does not say. */
export const UNSAID = 0
export const MAN = 1
export const WOMAN = 2
export type Sex = typeof UNSAID | typeof MAN | typeof WOMAN

/**
 * Given names that are one letter or one ending away from a name of the other sex, and those that are met most beside them. Names that both bear (Dominique, Claude, Camille,
 * Andrea, Sacha, Nicola) are left out: of them nothing is said.
 */
const MEN =
  'adam adrian adrien aime alain alan albert aldo alessandro alexandre alexis alfred ali amine amaury anatole andre andreas andrew angelo antoine anton antonin antonio antony ari armand arnaud arthur auguste augustin aurelien axel aymeric baptiste barnabe barthelemy bastien benedict benoit benjamin bernard bertrand bilal bob boris brice bruno carl carlo carlos cedric celestin cesar charles christian christophe clement clovis colin constant constantin corentin cyprien cyril cyrille damien daniel david denis desire didier diego dimitri dorian edgar edmond edouard eliot emile emilien emilio emmanuel enzo eric ernest erwan etienne eugene evan fabien fabrice felicien felix ferdinand fernand fernando filippo flavien florent florentin florian francis francisco franck francois frank frederic gabin gabriel gael gaetan gaspard gaston gauthier geoffrey geoffroy georges gerald gerard germain ghislain gilbert gildas gilles giorgio giovanni giulio giuseppe gregoire gregory guillaume gustave guy hamza hector henri herbert herve hippolyte honore horace hubert hugo hugues ignace igor isidore ismael ivan jack jacob jacques james jean jeremie jeremy jerome joachim joao joel johan john jonas jonathan jordan jorge jose joseph joshua jules julien julio justin karim kevin kylian lambert laurent leandre leo leon leonard leopold lilian lionel loic lorenzo louis luc lucas lucien ludovic luigi luis mael malo manuel marc marcel marcelin marco marin mario marius martial martin massimo mathias mathieu mathis matteo matthias matthieu maurice max maxence maxime maximilien mehdi michael michel mickael miguel mohamed morgan moussa nathan nathanael nicolas noel nolan octave olivier omar oscar pablo paolo pascal patrice patrick paul pavel pedro peter philippe pierre pierrick quentin rachid rafael raoul raphael raymond regis remi remy renaud rene ricardo richard robert roberto robin rodolphe rodrigue roger roland romain roman romeo romuald ruben samir samuel sebastien serge sergio severin simeon simon stanislas stefan stefano stephane steven sylvain tanguy theo theodore theophile thibault thibaut thierry thomas timothee tom tony tristan ugo ulysse urbain valentin valere valery victor victorien vincent virgile vladimir william xavier yann yannick yannis yassine youssef yoann yohan yvan yves yvon zacharie'
const WOMEN =
  'adele adeline adrienne agathe agnes aicha aimee alberte alessandra alexandra alexandrine alexia alice aline alphonsine amandine amelie amina ana anais anastasia andree angela angele angelina angelique anita anna annabelle anne annette annick annie antoinette antonia antonietta apolline ariane arlette armande armelle astrid aude audrey augusta augustine aurelia aurelie aurore axelle barbara beatrice benedicte berenice bernadette bernardine berthe blanche brigitte bruna capucine carine carla carlotta carmen carole caroline cassandre catherine cecile celeste celestine celia celine chantal charlene charlotte chiara chloe christelle christiane christina christine clara clarisse claudette claudia claudie claudine clemence clementine cleo clotilde colette constance coralie corinne cosette cristina cyrielle damienne daniela daniele danielle daphne deborah delphine denise diana diane dolores dorothee edith edmonde edwige elena eleonore eliane elina elisa elisabeth elise ella elodie eloise elsa elvire emeline emilie emilienne emma emmanuelle ernestine estelle esther eugenie eva evelyne fabienne fanny fatima fatou faustine felicie felicite fernande flavia flavie flora florence florentine florine france francesca francine francisca francoise gabriela gabrielle gaelle genevieve georgette georgia georgina geraldine germaine ghislaine gilberte gisele giulia giovanna gladys gloria grace gwenaelle helena helene henriette hermine hortense huguette ida ines ingrid irene iris isabella isabelle jacqueline jeanne jeannette jeannine jennifer jessica joanna jocelyne joelle johanna josee josephine josette josiane judith julia juliana julie julienne juliette justine karen karina karine khadija laetitia laila laura laure laurence laurette laurie lea leila lena leonie leontine liliane lilou lina lisa lise lola lorena lorraine louise louisa lucette lucia lucie lucienne lucile ludivine luisa lydia lydie madeleine maelle mafalda magali magalie magdalena manon manuela marceline marcelle margaux margot marguerite maria mariana marianne marie marielle marilyn marina marine marion marjorie marlene marthe martina martine maryline maryse maryvonne mathilde maud mauricette maurine maxine melanie melina melissa meriem micheline michele michelle mireille monica monique muriel myriam nadege nadia nadine naima natacha natalia nathalie nicole nina noelie noelle noemie nora octavie odette odile olga olivia ombeline oriane ornella pamela paola pascale pascaline patricia paula paule paulette pauline perrine petra philippine pierrette prudence rachel rachida rafaela raphaelle raymonde rebecca regine reine renata renee roberta roberte rolande romane romaine rosa rosalie rose roseline roxane sabine sabrina salome samantha samira samuelle sandra sandrine sara sarah sebastienne seraphine severine silvia simone simonne sofia solange solene sonia sophie stefania stella stephanie suzanne suzette sybille sylvaine sylvette sylvia sylviane sylvie tania tatiana thea theodora therese tiphaine ursula valentina valentine valeriane valerie vanessa veronique victoire victoria victorine vincente violette virginie viviane xaviere yael yasmina yasmine yolande yvette yvonne zelie zoe'

const OF_NAME: ReadonlyMap<string, Sex> = new Map([
  ...MEN.split(' ').map((name): [string, Sex] => [name, MAN]),
  ...WOMEN.split(' ').map((name): [string, Sex] => [name, WOMAN]),
])

/** The sex a given name is borne by, by its first word: *marie claude* is a woman, *jean marie* a man. @param name as `normalName` gives it */
export const sexOfName = (name: string): Sex => {
  const blank = name.indexOf(' ')
  return OF_NAME.get(blank < 0 ? name : name.slice(0, blank)) ?? UNSAID
}

const OF_WORD: ReadonlyMap<string, Sex> = new Map([
  ...'m mr monsieur h homme masculin masculine male man mister herr hr sig signor senor sr don garcon mâle'
    .split(' ')
    .map((word): [string, Sex] => [plainText(word), MAN]),
  ...'mme mlle madame mademoiselle mrs ms miss f femme feminin feminine female w woman frau fr sra signora senora dona fille'
    .split(' ')
    .map((word): [string, Sex] => [plainText(word), WOMAN]),
])

/** What a title or a column of sexes says: `M.`, `Mme`, `female`. Of a couple (*M. et Mme*), a doctor, an unknown word nothing is said. */
export const sexOfWord = (text: string): Sex => OF_WORD.get(plainText(text).replaceAll('.', '').trim()) ?? UNSAID
