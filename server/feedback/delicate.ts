import { stretchesIn, wordsAsMeant } from './folded-words.ts'

/** Somebody's looks, and what one would do with them. */
const BODY: readonly RegExp[] = [
  /\b(?:beau|belle|joli|jolie|petit|sacre|quel|son|sa|ses|superbes?|jolies|belles) (?:petit |petite |gros |grosse )?(?:cul|fesses?|seins?|nichons|poitrine|jambes|decollete|corps|silhouette|courbes|fessier|levres|formes|plastique)\b|\bbeau gosse\b|\bbelle (?:plante|fille|femme|gonzesse|meuf|gueule|poupee|brune|blonde|rousse)\b/gu,
  /\b(?<!\b(?:voiture|auto|moto|velo|cuisine|monture|boutique|concession|table|canape|couleur|teinte|peinture|elle|qui|c|vitrine|piece) )(?:est|etes|reste) (?:\w+ )?(?:sexy|canon|bandante?|mignonne|mignon|bien roulee?|bien faite?|bonnasse|jolie|belle|beau|seduisante?|craquante?|attirante?|appetissante?)\b(?! (?:personne|ame|equipe|rencontre|voiture|concession|boutique|comme|en|dans|accueil|travail|surprise|attention|experience))/gu,
  /\b(?:draguer|mater|celibataire|son 06|numero perso\w*|son instagram|son facebook|diner avec (?:elle|lui)|boire un verre avec (?:elle|lui|\w+)|ma belle|ma cherie|l epouser(?:ais)?|ferais bien|rincer l oeil|plaisir des yeux|regal pour les yeux|petite jupe|jupe courte|talons|moulante?|parfum qui)\b/gu,
  /\b(?:sexy|hottie|hot stuff|gorgeous|stunning|fit bird|easy on the eyes?|eye candy|nice rack|great rack|boobs|cleavage|cute (?:ass|bum|butt|smile)|nice (?:ass|bum|legs|bottom|body|figure)|legs up to|lovely (?:legs|figure|bum)|tight (?:jeans|skirt|trousers|top)|short skirt|marry (?:her|him)|is she single|is he single|take (?:her|him) out|her number|his number|ask (?:her|him) out|pretty little)\b(?! (?:car|colour|sofa|kitchen|frames|table))/gu,
]

/** Where somebody comes from, what they believe, what they are. */
const ORIGIN: readonly RegExp[] = [
  /\b(?:pour|chez) (?:un|une|des|les) (?:noire?s?|black|arabes?|rebeu|maghrebine?|africaine?s?|etrangere?s?|etrangers?|musulmane?s?|juifs?|juive|gitane?s?|gitans?|portugaise?s?|roumaine?s?|turcs?|turque|chinoise?s?|asiatiques?|antillaise?s?|femmes?|nana|fille|blonde|homo|gay|pd|jeunes? (?:de|des) (?:cite|banlieue|quartiers?)|handicapee?s?)\b/gu,
  /\b(?:noire?|arabe|musulmane?|africaine?|etrangere?|gitane?|juive?|portugaise?|asiatique|voilee|maghrebine?) (?:mais|pourtant|et pourtant|et (?:\w+ )?(?:propre|honnete|travailleu\w+|poli\w*))\b|\b(?:propre|honnete|travailleu\w+|poli\w*|serieu\w+|ponctuel\w*|civilise\w*|integre\w*) (?:\w+ )?(?:pour (?:un|une)|malgre son (?:origine|accent|nom))\b/gu,
  /\b(?:malgre|avec) (?:son|ses|leur) (?:petit |gros |fort |drole d |bel )?(?:accent|origines?|couleur|peau|voile|religion|prenom|nom a coucher dehors|tatouages?|poids|age)\b|\b(?:vrai|veritable|bon) (?:arabe|noir|juif|gitan|africain|portugais) (?:qui|comme)\b|\bprier (?:dans|pendant|entre)\b|\b(?:pas comme les autres|une exception|ferait mentir les cliches|contrairement aux autres) (?:\w+ )?(?:arabes?|noirs?|africains?|jeunes|etrangers)?\b/gu,
  /\bfor an? (?:black|asian|african|foreign\w*|polish|indian|pakistani|muslim|jewish|gypsy|traveller|immigrant|gay|disabled|woman|girl|female|blonde|lad like him|person from)\b|\bdespite (?:her|his|their) (?:accent|origins?|background|headscarf|hijab|skin|weight|age|tattoos|religion)\b|\b(?:one of the good ones|not like the others|clean for|honest for|speaks (?:very |such )?good english|good english for)\b/gu,
]

/** Somebody's health, private life, habits. */
const PRIVATE: readonly RegExp[] = [
  /\b(?:sa|son|ses|leur|malgre sa|malgre son|avec son|apres sa|apres son|depuis sa|depuis son) (?:longue |petite |grosse |recente )?(?:depression|maladie|cancer|chimio\w*|handicap|burn ?out|divorce|separation|grossesse|fausse couche|pma|fiv|cure|surpoids|kilos|begaiement|alcoolisme|addiction|operation|sclerose|diabete|epilepsie|trouble\w*|bipolarite|autisme|rupture|garde alternee|faillite|dettes|arret maladie|congé maladie|sejour en prison|casier)\b/gu,
  /(?<!\b(?:j|ma|je|etais|suis|moi) )\b(?:est|soit|etait|tombee|sera) (?:de nouveau |encore |bien |tres )?(?:enceinte|depressi\w+|malade|diabetique|bipolaire|autiste|sourde?|handicapee?|divorcee?|seropositi\w+|anorexique|alcoolique|homosexuel\w*|homo|gay|lesbienne|trans)\b|\b(?:attend|attendent) (?:un|son|leur) (?:bebe|enfant|premier|deuxieme)\b/gu,
  /\b(?:sent|sentait|sentent|pue|puait) l (?:alcool|anis|haleine|ail)\b|\b(?:arrete|arreter|plus|moins) (?:de |)(?:boire|la bouteille|l alcool|la drogue|le shit|fumer ses)\b|\b(?:bourree?|saoule?|soule?|ivre|ebrieteé?|defoncee?|gueule de bois|joint a la|petard a la|cuit\w*)\b|\b(?:couche|couchait|sort|sortait|trompe|trompait|aventure|liaison) avec\b/gu,
  /\b(?:her|his|their) (?:\w+ )?(?:depression|illness|cancer|chemo|disability|divorce|pregnancy|miscarriage|drinking|drink problem|stutter|stammer|operation|breakdown|burnout|diabetes|epilepsy|autism|adhd|anxiety|ivf|rehab|prison|record|custody|debts|weight|husband left|wife left)\b(?! (?:limit|bearing))/gu,
  /\b(?:she|he|\w+) (?:is|s|was|being) (?:\w+ )?(?:pregnant|expecting|depressed|bipolar|autistic|disabled|diabetic|deaf|divorced|gay|lesbian|trans|alcoholic|sober|hungover|drunk|stoned|in recovery)\b(?<!\b(?:i|wife|daughter|i m|i was|me) (?:is|was|being|m) pregnant)|\b(?:smell\w*|stank|reek\w*) of (?:drink|alcohol|booze|beer|weed|whisky)\b|\b(?:stopped|off the|quit) (?:drinking|the drink|booze|weed|smoking weed)\b|\bsleeping with\b|\bhaving an affair\b/gu,
]

/** Said of anybody who works here, whatever stands around it, it is theirs alone. */
const THEIR_OWN: readonly RegExp[] = [
  /\b(?:les|des|ses|aux) (?:jambes|muscles|reins|levres) de [a-z]+\b|\b(?:chute de reins|peau (?:d ebene|mate|laiteuse)|plaisir pour les yeux|parfum envoutant|lui ferai\w* bien)\b|\b(?:juifs?|juive|musulmane?s?|catholique|chretien\w*|arabes?|noirs sont|chinois sont|africains? sont|portugais sont|ramadan|jeune pour le|la messe le|voilee|hijab|etrangers?|immigree?s?|origine (?:arabe|maghrebine|africaine|etrangere|portugaise|antillaise))\b|\b(?:presque pas|a peine|entend\w*) (?:son|l) accent\b|\bfrancais mieux que\b/gu,
  /\b(?:enceinte de \w+ mois|jambe (?:en plastique|artificielle|de bois)|prothese|perruque|pris (?:quelques|des) kilos|perdu (?:quelques|des) kilos|sort d un cancer|antidepresseurs?|pastis|aperos? de trop|en couple maintenant|son (?:copain|mec|mari|ex|amant)|sa (?:copine|femme|maitresse)|cherche du travail ailleurs|veut (?:partir|demissionner)|kilometrage a la baisse|baisse le kilometrage|crise d epilepsie)\b/gu,
  /\b(?:epilepsy|had a fit|ivf|pints|lip filler|new teeth|muscles|crucifix|catholic|muslim|jewish|hindu|the poles|these poles|antidepressants?|stammer|stutter|(?:her|his) (?:husband|wife|boyfriend|girlfriend|partner)(?: \w+)? (?:walking|left|walked|and the|have|has)|(?:and|with) (?:her|his) (?:boyfriend|girlfriend)|custody|divorce|trade plates|untaxed|told the insurer|fit (?:girl|lad|guy|lass)|looking for (?:a|another) (?:new )?job|handing in (?:her|his) notice)\b/gu,
]

/** What was done in secret, and would cost somebody their place. */
const SECRET: readonly RegExp[] = [
  /\b(?:en douce|sous le manteau|au noir|au black|sans facture|de la main a la main|en liquide sans|en cachette|dans le dos (?:de|du)|ne le (?:dites|repetez|dis|repete) (?:pas|a personne)|ne dites rien|faut pas le dire|entre nous|chut|son chef (?:ne|n en) (?:sait|le)|antidate\w*|fausse (?:facture|attestation|date)|trafique\w* (?:le|mon)|ferme les yeux|passe droit)\b/gu,
  /\b(?:off the books|cash in hand|under the table|under the counter|on the quiet|on the sly|don t tell|do not tell|keep it quiet|between us|behind (?:his|her|the) (?:boss|manager|back)\w*|without (?:his|her|the) (?:boss|manager) knowing|no invoice|no receipt|turned a blind eye|back ?dated|fiddled|wink wink|shh+)\b/gu,
]

/** Thanks that are none: for contempt, for a wait, for what went wrong. */
const BACKHANDED: readonly RegExp[] = [
  /\b(?:merci|bravo|felicitations|chapeau|mention speciale|coup de chapeau|palme|medaille|oscar|prix|champion\w*|un grand merci|respect)\b (?:\w+ ){0,7}?(?:mepris|oublie|oublier|oubliee?s?|perdu|perdre|egare\w*|rate|ratee?|loupe\w*|attendre|attente de|casse|cassee?|raye|rayee?|raccroche\w*|ignoree?|ignorer|menti|mentir|mensonge\w*|gonfle|gonflee?|incompeten\w+|mauvaise (?:humeur|foi)|froideur|lenteur|arrogance|suffisance|impolitesse|silence|indifference|soupirs?|bouchon|pour rien|raccompagne\w* dehors|jamais rappel\w+|toujours en panne|encore en panne|heures? pour (?:une|un)|jours? pour (?:une|un)|mois pour (?:une|un)|euros? pour (?:une|un)|annule\w*)\b/gu,
  /\b(?:thanks|thank you|cheers|well done|congratulations|congrats|great job|good job|nice one|bravo|kudos|hats off|hat s off|big thanks|award|medal|prize|round of applause|take a bow|full marks)\b (?:\w+ ){0,8}?(?:forgot|forgetting|missed|missing|lost|losing|ruin\w*|broke|broken|still|scratch\w*|dent\w*|ignor\w*|hung up|hanging up|never|waited|waiting|delay\w*|for nothing|wrong|rude\w*|yawn\w*|lies|lying|lied|attitude|contempt|eye ?roll\w*|rolling|cancel\w*|three (?:visits|weeks|months|times)|two (?:hours|visits|weeks|months)|twice|for ghosting|two left)\b/gu,
  /\b(?:gentil\w*|aimable|sympa\w*|adorable|charmant\w*|souriant\w*|polie?s?|brave|nice|lovely|friendly|kind|sweet|polite|charming) (?:\w+ ){0,3}?(?:mais|but|sauf que|dommage qu \w+ (?:soit|ne)) (?:\w+ ){0,2}?(?:totalement |completement |carrement |absolument |franchement |utterly |totally |completely |absolutely |hopelessly |clueless and )?(?:incompeten\w+|nulle?s?|incapable|perdue?s?|depassee?s?|inutile|useless|clueless|hopeless|out of (?:his|her) depth|incapable|no idea|knows? nothing|n y connait|n y connaissent|ne sait|n a rien|ne connait)\b/gu,
  /\b(?:toujours aussi|aussi) (?:aimable|agreable|souriant\w*|chaleureu\w+|rapide|sympathique) (?:\w+ ){0,2}?(?:porte de prison|qu un|qu une|comme une porte)\b|\baimable comme une porte\b|\bwarm as (?:a|an) (?:fridge|freezer|ice\w*)\b/gu,
]

const UNFIT = [...BODY, ...ORIGIN, ...PRIVATE, ...THEIR_OWN, ...SECRET, ...BACKHANDED]

/**
 * Words that may thank somebody and are not handed on to them, nor shown to their colleagues, before a person has read them: of their looks, where they
 * come from, their health or private life, of what was done in secret; or thanks that are a reproach. What is held too often waits for one tap; what goes
 * out wrongly hurts the person it names.
 */
export const unfitForThanks = (text: string): boolean => stretchesIn(wordsAsMeant(text), UNFIT).length > 0
