import { outermost, stretchesIn, wordsAsMeant } from './folded-words.ts'
import type { Span } from './private.ts'

const some = (words: string): string =>
  `(?:${words
    .trim()
    .split(/\s*[|\n]\s*/u)
    .join('|')})`
const turn = (...parts: string[]): RegExp => new RegExp(`\\b${parts.join(' ')}\\b`, 'gu')
/** Up to so many words between. */
const within = (words: number): string => `(?:\\w+ ){0,${words}}?`

// Somebody says that they will hurt a person or the place, or that they follow a person.
const THREATS: readonly RegExp[] = [
  /\b(?:sais|sait|savons|connais|connait) (?:tres bien |bien )?(?:ou (?:\w+ ){0,3}?(?:habite|habites|habitez|habitent|vit|vivez|dort|gare|se gare)|(?:son|leur|votre|l) (?:ecole|domicile|immeuble))\b/gu,
  turn(
    some(
      'viens|vient|viendrai|viendra|venir|reviens|revient|reviendrai|revenir|repasse|repasserai|passe|passer|debarque|debarquer|arrive|descends|descendre',
    ),
    within(3) + some('avec|armee?'),
    some('mon|un|une|le|des|la|ma|mes|de') +
      ' ' +
      some(
        'fusil|flingue|pistolet|couteau|calibre|batte|barre de fer|hache|arme|kalach|cocktail|essence|cousins|potes',
      ),
  ),
  turn(
    some('je|j|on|nous|vais|va|allons|viens|finirai|finir|vont|faudrait|faut|merite|meritez|meritent|envie de'),
    within(4) +
      some(
        'cramer|bruler|incendier|mettre le feu|foutre le feu|faire sauter|faire peter|mettre une bombe|poser une bombe|tout casser|tout peter|tout saccager|peter les vitres|casser les vitres|rayer (?:toutes )?(?:vos|les)|crever (?:les|vos) pneus',
      ),
  ),
  turn(
    some('vais|va|allons|vont|reviens|reviendrai|finir par|envie de|devrais|devrait|faut|pourrais') +
      ` (?:vous |me |m |revenir |venir )?` +
      some('le|la|les|lui|leur|vous|te|l|leurs'),
    within(1) +
      some(
        'tuer|buter|crever|frapper|defoncer|eclater|demonter|planter|massacrer|fracasser|egorger|etrangler|descendre|cogner|casser (?:la gueule|les dents|le nez|les genoux|un bras|les bras)|peter (?:la gueule|les dents)|faire la peau|regler (?:son|leur|votre) compte',
      ),
  ),
  turn(
    some('attends|attendrai|attendrons|attendre|attendra|l attend|choper|coincer|croise|croiser|croiserai'),
    within(3) +
      some('a la sortie|sur le parking le soir|en bas de chez|devant chez|dans la rue|dehors ce soir|au coin'),
  ),
  /\b(?:je|on) (?:l|la|le|les) ai (?:suivie?s?|prise? en filature)\b|\b(?:la|le|l) suivre (?:jusque? )?chez (?:elle|lui)\b|\bje surveille (?:\w+ )?(?:quand|ou|ses|sa)\b/gu,
  /\bmenace(?:s|e|es)? de mort\b|\bseule le soir\b|\bva (?:y avoir|couler) (?:du sang|un mort|des morts)\b|\b(?:il|elle|ils|vous) (?:va|vont|allez) (?:me )?le (?:payer|regretter) (?:cher|tres cher|toute)\b/gu,
  /\b(?:surveille|surveillez|gare a) (?:tes|vos|ses|leurs|votre|ta) (?:arrieres|dos|enfants|famille)\b|\bqu (?:il|elle) (?:fasse|se) (?:attention|mefie) (?:a|en|dans|quand)\b/gu,
  /\bknow (?:exactly )?where (?:\w+ ){1,3}?(?:live|lives|parks|sleeps)\b|\bfollow(?:ed|ing)? (?:her|him|them) home\b|\bwatch (?:your|his|her|their) backs?\b/gu,
  turn(
    some('come|coming|be|am|back|turn up|drive|show up'),
    `${within(3)}with`,
    `${some('a|my|an|the|some')} ${some('gun|shotgun|rifle|knife|bat|baseball bat|axe|crowbar|petrol|mates')}`,
  ),
  /\b(?:burn|torch|blow|burning|firebomb) (?:(?:it|you|this|that|the|your|place|whole|all|lot|showroom|garage|shop|building|of) ){1,4}(?:down|up|to the ground|alight)\b|\b(?:burn|torch|firebomb) (?:your|the|this) (?:showroom|garage|shop|place|building|dealership)\b|\bset (?:\w+ ){0,2}(?:fire|alight) (?:to )?(?:your|the)\b|\bbrick through (?:your|the)\b/gu,
  turn(
    some('ll|will|going to|gonna|want to|swear to|ought to|deserves to|like to'),
    within(2) + some('kill|stab|shoot|smash|beat|hurt|punch|strangle|break|knock|slit|batter|kick'),
    some('him|her|you|them|that|your|his|their|the'),
  ),
  /\b(?:waiting|wait) for (?:him|her|them|you|\w+) (?:outside|after work|after closing|in the car park)\b|\bdeath threats?\b/gu,
]

// Their own life.
const OWN_LIFE: readonly RegExp[] = [
  /\b(?:mets|mettre|mettrai|mis) fin a (?:mes jours|ma vie|tout ca|cette vie)\b|\b(?:me|m etre|je me) suicider?\b|\bsuicid(?:e|aire|aires|er)\b|\ben finir avec (?:la|ma) vie\b|\ben finir (?:avec tout|une bonne fois)\b/gu,
  /\bplus (?:du tout )?(?:envie|la force|le courage) de vivre\b|\b(?:me|m) (?:pendre|jeter (?:sous|dans le vide|du|par la fenetre|d un)|foutre (?:en l air|sous un|par la)|tirer une balle|immoler)\b|\bveux (?:en finir|mourir|plus vivre)\b|\bje vais me (?:tuer|flinguer|foutre)\b|\bvaut mieux que je (?:disparaisse|meure|creve)\b|\bprefere (?:mourir|crever|en finir)\b/gu,
  /\b(?:kill(?:ing)?|hang(?:ing)?|end(?:ing)?|shoot(?:ing)?) (?:myself|my life|my own life|it all)\b|\bend (?:things|it all) (?:for good|tonight)\b|\bsuicid(?:e|al)\b|\b(?:no (?:point|reason)|don t want|do not want) (?:\w+ )?(?:to live|living|being alive|to go on living|to be here any ?more)\b|\bbetter off (?:dead|without me)\b|\bwant to die\b|\bjump off (?:a|the) bridge\b/gu,
]

// What was done to a person's body or dignity.
const ASSAULTS: readonly RegExp[] = [
  turn(
    some(
      'touche|touchee|touches|caresse|caressee|pelote|pelotee|tripote|tripotee|pince|pincee|frole|frolee|mis|pose|glisse|passe|met|mettait|colle|collee',
    ),
    within(5) +
      some(
        'fesses?|seins?|poitrine|cuisses?|cul|culotte|jupe|entrejambe|decollete|braguette|les hanches|le ventre|soutien gorge',
      ),
  ),
  /\battouchements?\b|\bmains? (?:au cul|aux fesses|baladeuses?|mal placees?)\b|\b(?:agression|agresse|agressee|harcelement|abuse|abusee) (?:sexuelle?s?|sexuellement|physiquement|moralement|moral)\b|\bviol(?:ee|er)\b|\bexhibition|exhibitionniste\b/gu,
  /\b(?:avances|propositions|remarques|allusions|blagues|messages|photos|gestes|propos|regards|textos|sms) (?:\w+ )?(?:sexuel(?:le)?s?|indecente?s?|deplacee?s|obscenes?|lubriques?|grivoise?s?|a caractere sexuel|intimes)\b|\breluqu\w+\b|\bmatait? (?:mes|mon|le|les|ma|sa|ses)\b/gu,
  /\bm(?:e|a| a|avait| avait| ont) (?:\w+ )?(?:frappee?|giflee?|bousculee? violemment|violemment (?:poussee?|bousculee?)|crache dessus|empoignee?|etranglee?|plaquee?|jetee? (?:dehors|par terre)|mis (?:un coup|une gifle|une claque|son poing|une main)|donne (?:un coup|une gifle)|attrapee? par|agrippee?|sequestree?|enfermee? (?:dans|a cle))\b|\bcoups? de (?:poing|pied|tete|boule)\b/gu,
  /\bdiscrimin\w+\b|\b(?:propos|remarques?|insultes?|blagues?|comportement|attitude|accueil|vendeur|vendeuse|mecanicien|conseiller|injures?|commentaires?|employee?|patron|cris?|actes?|c est|sont|est|purement|ouvertement|clairement) (?:franchement |vraiment |carrement |ouvertement |clairement |et )?(?:racistes?|antisemites?|homophobes?|islamophobes?|sexistes?)\b|\bracisme\b|\b(?:cris de|bruits? de) singe\b/gu,
  turn(
    some(
      'refusee?s?|refuse|recalee?|pas voulu|ecartee?|ignoree?|virer?|viree?|rejetee?|sortie?|dehors|servie?|pas servir|recevoir|regardee?|demande',
    ),
    within(8) + some('parce que|car|a cause de|vu|pour'),
    within(1) +
      some(
        'je (?:porte|portais) (?:le |un |mon )?voile|mon voile|mon foulard|ma couleur|ma peau|mes origines|mon origine|ma religion|mon accent|mon nom|mon fauteuil|ma canne|mon handicap|je suis (?:noire?|arabe|musulmane?|gitane?|handicapee?|sourde?|aveugle|africaine?|etrangere?|gay|lesbienne|roumaine?|trans)|on est (?:noirs|arabes|gitans|etrangers)',
      ),
  ),
  /\b(?:a cause de|rapport a|vu) (?:mon (?:voile|foulard|handicap|fauteuil|accent|nom|prenom|origine)|ma (?:couleur|peau|religion)|mes origines)\b|\b(?:gens|clients?|personnes) comme (?:vous|moi|nous|toi) (?:n|on|il|dans|qui|viennent|ne)\b|\bchien guide\b.{0,40}\b(?:refus|interdit|dehors)\w*\b/gu,
  /\babus de faiblesse\b|\b(?:profite|profitee?s?|abuse|abusee?s?) (?:\w+ )?de (?:\w+ )?(?:(?:son|mon|leur|l|sa|ma) )?(?:(?:grand )?age|faiblesse|vulnerabilite|alzheimer|maladie|handicap|veuvage|credulite)\b|\b(?:fait|faire) signer (?:\w+ ){0,6}(?:alzheimer|\d\d ans|age|agee|grand mere|grand pere|tutelle|curatelle|vois (?:plus|mal)|maladie)\b/gu,
  /\b(?:grop(?:ed|ing|es)|fondl(?:ed|ing)|molest\w+|raped?|upskirt\w*)\b|\b(?:touch(?:ed|ing)|rubb(?:ed|ing)|squeez(?:ed|ing)|strok(?:ed|ing)|pinch(?:ed|ing)|slap(?:ped|ping)|hand(?:s)? (?:on|up|down)) (?:\w+ ){0,3}(?:bum|bottom|breasts?|boobs?|thighs?|backside|chest|bra|skirt|inner leg|arse|ass|waist)\b/gu,
  /\bsexual(?:ly)? (?:assault\w*|harass\w*|comments?|remarks?|jokes?|advances?|explicit)\b|\b(?:indecent|inappropriate|lewd|suggestive|dirty) (?:comments?|remarks?|messages?|texts?|photos?|pictures?|proposals?|touching|advances)\b|\bracis(?:t|m|ts)\b|\bracial(?:ly)? (?:\w+ )?(?:abuse\w*|slurs?|remarks?|comments?|jokes?|profil\w+)\b|\b(?:homophobic|sexist|antisemitic|islamophobic) (?:\w+ )?(?:abuse|slurs?|remarks?|comments?|jokes?|insults?|attitude)\b/gu,
  /\b(?:slapped|punched|shoved|grabbed|pinned|choked|spat (?:at|on)|headbutted|manhandled|kicked|pushed|hit) (?:me|my (?:arm|wrist|son|daughter|wife|husband|mum|mother|dad|father|child))\b(?! with (?:a|an|another|the) (?:bill|charge|fee|quote|price|invoice))|\bdiscriminat\w+\b/gu,
  /\b(?:refused|turned away|ignored|denied|would ?n t|wouldnt|thrown out|asked to leave|not served|told me) (?:\w+ ){0,8}?(?:because (?:of )?|due to )(?:(?:my|of my|his|her|our) )?(?:(?:i m|i am|i wear|i was wearing|we are|we re|she s|he s) (?:\w+ ){0,2})?(?:headscarf|hijab|veil|turban|colour|skin|race|religion|accent|wheelchair|disab\w+|guide dog|blind|deaf|black|asian|muslim|gay|trans|gypsy|traveller|foreign\w*|romanian|polish|jewish|surname)\b/gu,
  /\btook advantage of (?:\w+ ){0,3}(?:age|dementia|elderly|mother|mum|dad|father|gran|grandmother|nan|widow\w*|vulnerab\w+|illness)\b|\bpressur(?:ed|ing) (?:\w+ ){0,4}(?:dementia|alzheimer\w*|elderly|\d\d year old)\b|\bpeople like (?:you|us|me) (?:do|don|can|should|aren|are|usually|never|always)\b/gu,
]

const BRAKES_AND_THE_LIKE = some(
  `freins?|freinage|pedale|direction|volant|cremaillere|rotule|roues?|jantes?|pneus?|ceintures?|ceinture arriere|airbags?|siege auto|siege bebe|isofix|harnais|attelage|remorque|capot|portiere|hayon|cardan|suspension|amortisseur|triangle|train avant|accelerateur|regulateur`,
)
const FAILS = some(
  `lachent?|lache|lacher|laches|repondent plus|repond plus|repond pas|repondaient plus|repondait plus|marchent plus|marche plus|marchaient plus|marchait plus|marche pas|marchent pas|fonctionnent? plus|fonctionnent? pas|fonctionne mal|freinent? plus|freinent? pas|accroche plus|se bloque|se bloquent|se bloque plus|bloque plus|s est bloquee?|s est coincee?|est restee? (?:au fond|bloquee?|coincee?)|reste bloquee?|bloque|bloquee|desserree?s?|mal serree?s?|pas serree?s?|pas resserree?s?|devissee?s?|partie?s? toute? seule?|s est detachee?|se detache|s est ouverte?|s ouvre en roulant|ne tient plus|ne tient pas|clipse plus|clipse pas|verrouille plus|verrouille pas|s enclenche (?:plus|pas)|au plancher|dans le vide|s enfonce|tremble a|vibre a \\d+|part (?:a droite|a gauche|tout seul|toute seule)|tire a (?:droite|gauche)|s est declenchee?s?|se declenche|explosee?|a explose|a eclate|s est casse\\w*|a casse|cassee? (?:net|en roulant)|s est arrache\\w*|fume|fument|fumaient|brule|brulant|plus rien|joue|flotte`,
)
const SAFETY: readonly RegExp[] = [
  new RegExp(`\\b${BRAKES_AND_THE_LIKE} (?:(?!plus que|mieux|jamais)\\w+ ){0,5}?${FAILS}\\b`, 'gu'),
  /\bplus (?:de|aucun|du tout de) freins?\b|\bsans freins\b|\b(?:boulons?|ecrous?|vis|goujons?) (?:de (?:la )?roues? )?(?:\w+ ){0,4}(?:desserre\w*|devisse\w*|manqu\w+|oublie\w*|mal serre\w*|pas serre\w*|pas resserre\w*|tombe\w*|perdus?|parties?)\b|\b(?:oublie|oubliee?) (?:de )?(?:re)?(?:serrer|serrage|bloquer|remonter) (?:\w+ ){0,4}(?:roues?|boulons?|ecrous?|frein|etriers?|plaquettes|volant)\b|\bperdu (?:une|ma|la) roue\b|\broue (?:\w+ ){0,2}(?:quittee?|est partie|s est barree)\b/gu,
  /\b(?:fuite|odeur|sent|pue|coule|fuit|flaque|degouline|goutte|gouttes|perd|perdait|pisse) (?:fort |beaucoup |tres |encore |toujours )?(?:d |l |le |la |de |du |une |de l |partout )?(?:essence|gasoil|gazole|carburant|gaz|gpl|liquide de frein\w*|brule|roussi|plastique brule)\b|\bessence (?:\w+ ){0,3}(?:partout|coule|sol|garage|moteur|habitacle)\b|\bhuile (?:partout|sur (?:l |le |la )(?:echappement|disques?|freins?))\b/gu,
  /\b(?:a|prend|pris|prit|prenait|commence a|commencee? a|moteur|batterie|boitier|chargeur|prise|cable|appareil|machine|trottinette|lampe|radiateur|four|tableau|voiture) (?:\w+ ){0,2}(?:pris feu|prendre feu|flambe\w*|fumer|fume|fumait|bruler|explose|etincelles?|en feu|surchauffe\w*)\b|\b(?:des|fait) etincelles\b|\bfumee (?:\w+ )?(?:noire|blanche|epaisse|acre|dans l habitacle|sort|sortait)\b/gu,
  /\b(?:electrocute\w*|coup de jus|prend le jus|pris le jus|chataigne|decharge electrique)\b|\b(?:moteur (?:\w+ )?(?:coupe|cale|coupait|calait) (?:\w+ ){0,4}(?:autoroute|roulant|voie rapide|nationale|rocade|depassement|circulation|croisement))\b/gu,
  /\b(?:etagere|armoire|meuble|commode|bibliotheque|buffet|miroir|vitrine|lustre|luminaire|plafonnier|placard|element haut|porte|plan de travail|lit|lit superpose|chaise|tabouret|cadre|panneau|rideau metallique|barriere|portail|plaque|carton|palette|cric|pont|tuile|enseigne) (?:\w+ ){0,4}(?:tombee?|tombe|effondree?|ecroulee?|bascule\w*|renversee?|lache|a lache|cede|a cede|s est casse\w*|decroche\w*|brisee?|explose\w*|refermee?)\b(?! (?:du camion|en panne|d accord|dans l oreille|bien|pile))/gu,
  /\b(?:verre|vitre|bocal|plateau|bouteille|pare brise|toit panoramique) (?:\w+ ){0,3}(?:explose|a explose|eclate|a eclate|brise sur|dans (?:l|le|la|mon|ses) (?:oeil|pied|main))\b|\bbouts? de verre\b|\bmorceaux? de (?:verre|metal|plastique) (?:dans|sur)\b/gu,
  /\b(?:failli|manque|manquer|faillit|a deux doigts|a rien|a un cheveu|rate de peu) (?:\w+ ){0,4}(?:accident|tuer|mourir|percut\w+|rentrer dans|emplafonn\w+|crash|renverser|tonneau|y rester|y passer|tomber|bruler|noyer|etouffer|sortie de route|aller dans le fosse|decor)\b|\b(?:aurait|auraient|aurions|aurais) pu (?:\w+ ){0,3}(?:mourir|tuer|y rester|y passer|etre (?:tres |plus )?(?:grave|dramatique|blesse\w*)|blesser|perdre (?:un|l|la|la vue|un oeil)|mal (?:finir|tourner)|finir (?:a l hopital|en drame))\b/gu,
  /\b(?:cassee?|casse|foulee?|foule|fracturee?|fracture|entorse|luxee?|ouverte?|ouvert|coupee?|coupe|entaille\w*|brulee?|brule|blessee?|blesse|tordue?|coincee?|ecrasee?|deboite\w*|lumbago|bleu|recousu\w*|boite|cogne\w*) (?:\w+ ){0,2}?(?:(?:le|la|les|l|au|aux|a la|a l|mon|ma|un|du|de la|deux|sur la|a) )?(?:poignet|bras|jambe|cheville|mains?|doigts?|pieds?|tete|crane|genou|dos|visage|yeux|oeil|front|cotes?|hanche|col du femur|femur|coude|epaule|orteil|arcade|menton|levre|dents?|tibia|coccyx|cou)\b/gu,
  /\b(?:tombee?|glissee?|trebuche\w*|chutee?|chute|glisse) (?:\w+ ){0,8}(?:hall|atelier|showroom|sol|verglas|flaque|huile|marche|escalier|carrelage|parking|magasin|cable|tapis|rampe|fosse|accueil)\b(?! (?:amoureux|sous le charme))|\b(?:points? de suture|(?:fini|finie|passe|passee|terminee?|emmenee?|atterri) aux urgences|intoxication|intoxique\w*|oedeme|choc anaphylactique|crise d epilepsie|crise d asthme|reaction allergique|brulures?|cloques)\b/gu,
  new RegExp(
    `\\b(?:brakes?|brake pedal|steering(?: wheel)?|wheels?|wheel nuts?|wheel bolts?|lug nuts?|tyres?|tires?|seat ?belts?|airbags?|child seat|car seat|tow ?bar|bonnet|boot lid|door|accelerator|throttle|suspension|ball joint) (?:(?!are fine|much better)\\w+ ){0,5}?${some(`failed|fail|fails|failing|locks? up|locked up|locked|sticks?|stuck|seized?|gave way|give way|came off|come off|fell off|falling off|flew open|flew off|loose|not tightened|weren t tightened|werent tightened|undone|missing|snapped|burst|blew out|exploded|smoking|on fire|went to the floor|to the floor|spongy|not working|don t work|dont work|doesn t work|doesnt work|stopped working|won t click|wont click|doesn t click|won t lock|doesn t lock|doesnt lock|won t latch|wouldn t latch|not latching|doesn t hold|don t hold|unlatch\\w*|pulls? to|pulling|wobbl\\w+|shakes? at|feels weird|feels wrong|went off|deployed|gone`)}\\b`,
    'gu',
  ),
  /\b(?:no|lost (?:the|my|all)) brakes\b|\b(?:fuel|petrol|diesel|gas|brake fluid|coolant|oil) (?:\w+ )?(?:leak\w*|all over|everywhere|pouring|dripping|smell\w*)\b|\bsmell(?:s|ed|ing)? (?:\w+ )?(?:of )?(?:petrol|fuel|gas|burning|smoke|diesel)\b|\b(?:caught fire|burst into flames|went up in flames|smoke (?:is |was |came |coming |pouring )?(?:from|out|into)|sparks (?:from|flying|out)|electric shock|electrocuted|overheat(?:ed|ing) battery)\b/gu,
  /\b(?:nearly|almost|could have|could ve|might have|narrowly) (?:\w+ ){0,3}(?:crash\w*|killed|died|hit (?:a|the|another)|lost control|fell|been killed|been hurt|been serious\w*|blinded|choked|gone under|caused an accident|an accident)\b|\blost control of the (?:car|van|bike)\b|\bis it safe\b|\bnot safe\b|\bunsafe\b|\bdeath ?trap\b/gu,
  /\b(?:broke|broken|fractured|sprained|twisted|cut|burn(?:ed|t)|injured|hurt|crushed|trapped|dislocated|sliced|gashed|banged|scalded|bruised|hit) (?:my|his|her|our|the|a|their) (?:\w+ (?:s )?)?(?:wrist|arm|leg|ankle|hand|finger|fingers|foot|toe|toes|head|knee|back|face|eye|eyes|hip|elbow|shoulder|rib|ribs|collarbone|skull|shin|thumb|lip|nose)\b|\b(?:slipped|tripped|fell) (?:\w+ ){0,6}(?:showroom|workshop|floor|forecourt|stairs|steps|step|ice|oil|store|shop|car park|puddle|cable|carpet|ramp)\b|\b(?:ended up in (?:a and e|hospital|casualty)|needed (?:\w+ )?stitches|paramedics|allergic reaction|had a seizure|asthma attack)\b/gu,
  /\b(?:shelf|shelves|wardrobe|cabinet|bookcase|mirror|table|chair|bed|bunk|stool|cupboard|drawer unit|lamp|sign|barrier|shutter|tv unit|dresser|glass|screen|sunroof) (?:\w+ ){0,4}(?:collapsed|fell|tipped over|toppled|came down|gave way|shattered|exploded|fell apart|came off the wall)\b/gu,
]

const PAPERS = some(
  `factures?|dossiers?|devis|contrats?|coordonnees|numeros?|papiers|carte grise|cartes? grises?|rib|adresses?|donnees|photos?|mails?|courriels?|courriers?|ordonnances?|bulletins?|permis|passeport|piece d identite|compte|espace client|historique|releves?|documents?|contrat de credit|fiche|infos|informations|message|messages|liste|listing|fichier`,
)
const BREACHES: readonly RegExp[] = [
  new RegExp(
    `\\b${PAPERS} (?:\\w+ ){0,5}?(?:(?:d|de l|de|a|des|aux|l) )?(?:un |une )?(?:autres? (?:clients?|clientes?|personnes?|patients?|patientes?|dames?|monsieur|messieurs|proprietaires?|famille|gens)|inconnue?s?|parfait inconnu|quelqu un d autre|voisine?|client precedent|ex mari|ex femme|mon ex|mon patron|mon employeur)\\b`,
    'gu',
  ),
  new RegExp(
    `\\b(?:donnee?|transmis\\w*|envoyee?s?|communiquee?s?|divulguee?s?|montree?s?|laissee?s?|affichee?s?|lue?s?|dit|revelee?s?|partagee?s?|vendue?s?|vendu) (?:\\w+ ){0,3}?(?:mon|ma|mes|notre|nos|son|sa|leurs?) ${PAPERS} (?:\\w+ ){0,3}?(?:a (?:un|une|des|mon|ma|n importe|quelqu|d autres|tout|tous)|au (?:mauvais|voisin|client)|devant (?:tout|toute|les|des|tous)|sur (?:facebook|internet|le comptoir)|sans (?:mon|me|notre))\\b`,
    'gu',
  ),
  /\b(?:mes|nos|les|leurs) (?:donnees|informations|coordonnees|infos) (?:\w+ ){0,4}(?:fuite|fuitees?|piratees?|vendues?|sur internet|sur le dark|volees?|visibles? par|accessibles? a|publiees?)\b|\b(?:filmee?s?|film|enregistree?s?|photographiee?s?|pris\w* en photo|filme) (?:\w+ ){0,4}(?:a (?:son|mon|leur|notre) insu|sans (?:mon|me|le|son|leur|nous|notre) (?:accord|consentement|dire|autorisation|prevenir|demander)|en cachette|dans les (?:toilettes|cabines?|vestiaires?))\b|\bcamera (?:cachee )?dans (?:les|la|le) (?:toilettes|cabines?|vestiaires?)\b/gu,
  /\b(?:invoices?|bills?|details|documents?|paperwork|address|phone number|number|file|letter|email|prescription|contract|logbook|quote|account|licence|records?|statement|data|name and address) (?:\w+ ){0,3}?(?:of|for|belonging to|from|meant for|to) (?:a |an |some |the )?(?:another|other|different|wrong|complete|total|someone|somebody|previous)(?: (?:customer|person|client|patient|stranger|else|people|family|owner|woman|man)\w*)?\b|\b(?:another|other|someone else|somebody else|previous|different) (?:customers?|persons?|clients?|patients?|s|owner|people|peoples|families) (?:s )?(?:\w+ )?(?:invoices?|bills?|details|documents?|paperwork|address|addresses|phone number|numbers?|file|letter|email|prescription|contract|logbook|licence|bank|account|data)\b/gu,
  /\b(?:gave|sent|shared|showed|read out|posted|leaked|sold|passed|told|emailed) (?:\w+ ){0,2}?(?:my|our|her|his) (?:\w+ )?(?:number|phone number|mobile|address|details|data|invoice|documents|licence|bank details|email|file|information|personal \w+) (?:\w+ ){0,2}(?:to (?:a|an|my ex|another|someone|somebody|the wrong|strangers?|other|his|her|third|my neighbour|my boss)|in front of|out loud|on facebook|online|without (?:my|our|asking|permission|consent))\b|\b(?:filmed|recorded|photographed|filming|recording) (?:\w+ ){1,3}?(?:without (?:\w+ )?(?:consent|permission|knowing|asking|telling|knowledge)|secretly|in the (?:toilets?|changing room|fitting room))\b|\bdata (?:breach|leak)\b|\bhidden camera\b/gu,
]

/** Said in one breath, wherever the two stand: grave only in the company of the other. */
interface Together {
  these: RegExp
  beside: RegExp
  unless?: RegExp
}

const PEOPLE_TOGETHER: readonly Together[] = [
  // A weapon, and somebody it is meant for.
  {
    these:
      /\b(?:fusil|flingue|carabine|opinel|machette|kalach\w*|cocktail molotov|bidon d essence|allumette|marteau|couteau|acide|explosifs?|bombe|balle dans|hache)\b/gu,
    beside:
      /\b(?:vous verrez|je (?:lui|leur|vous|reviens|serai|plante)|demain|cette nuit|c est fini|surveille\w*|si vite|dans (?:la|le|ton|son) (?:tete|ventre)|jusqu a samedi)\b/u,
    unless:
      /\b(?:bombe (?:de|a|anti)|coup de marteau|couteau (?:suisse|a huitre|de cuisine)|allumette (?:electrique|pour))\b/u,
  },
  {
    these:
      /\b(?:shotgun|rifle|pistol|gun|bomb|bullet|knife|crowbar|baseball bat|crossbow|sledgehammers?|axe|machete|matches|petrol is cheap)\b/gu,
    beside:
      /\b(?:expect me|i still have|next time|think about it|i know how|put a|i m bringing|im bringing|see how|your (?:head|warehouse|showroom|door)|i ll come|coming back)\b/u,
    unless: /\b(?:nail gun|bath bomb|glue gun|spray gun|jumped the gun|heat gun|grease gun)\b/u,
  },
  // Their own life, in other words.
  {
    these:
      /\b(?:n ai plus qu a en finir|(?:decide|pris ma decision|envie) d (?:en terminer|arreter de vivre|en finir)|plus? vivre|autant mourir|(?:voudrais|veux|prefererais) (?:mourir|disparaitre pour de bon)|envie de crever|me reveillais plus|idees noires|lettres? d adieu|adieu a tous|pense a la corde|tous mes cachets|avale\w* des comprime\w*|tout\w* la boite de|recommence a me couper|me fais du mal le|sous un train|a contresens|bientot (?:la|le) rejoindre|sur cette terre|jusqu au pont)\b/gu,
    beside: /\b(?:je|j|jme|jen|jai|moi|ma|mon|me|m)\b/u,
  },
  {
    these:
      /\b(?:want(?:ed)? to be alive|be alive any ?more|can t go on|saving up my \w+|cutting (?:myself )?again|burn my legs|the rope|off the bridge|by my own hand|join(?:ing)? (?:her|him) shortly|follow him|better off with the life insurance|want it over|nearly do it|before i do it|engine on and the door|won t be here by|shan t be around|razor to my wrists|should (?:have|never have) (?:died|survived)|nobody would (?:even )?(?:notice|miss)|stopped taking my|self ?harm\w*|hate myself)\b/gu,
    beside: /\b(?:i|me|my|myself|im)\b/u,
    unless:
      /\b(?:tow ?rope|rope (?:lights?|ladder|for|was|were)|life insurance (?:quote|policy|offer|salesman)|laugh\w*|can t go on (?:holiday|about))\b/u,
  },
  // Hands where nobody asked for them, words nobody asked for.
  {
    these: /\b(?:mains?|embrass\w+|frott\w+|coince\w*|touch\w+|toucher)\b/gu,
    beside:
      /\b(?:ma cuisse|mes fesses|mes seins|ma poitrine|de force|son sexe|contre moi|contre son gre|petrifiee|ma fille aux toilettes)\b/u,
  },
  {
    these:
      /\b(?:un string|soutien gorge|sous vetements|photos? de lui nu|sur ma poitrine|sur mes seins|sur mes fesses|coucher avec lui)\b/gu,
    beside: /\b(?:m|ma|me|moi|sale|envoie|demande|propos\w*|commentaires?|vendeur|commercial)\b/u,
  },
  {
    these:
      /\b(?:touch\w*|rubb\w+|kiss(?:ed|ing)?|grabb\w+|pinch\w+|stroked|squeezed|what i m wearing|be nice to him)\b/gu,
    beside:
      /\b(?:my (?:leg|bum|bottom|nipple|thigh|breast|chest|backside)|up against me|tried to kiss|told me not to tell|push him off|messages|back room)\b/u,
  },
  // Turned away, or spoken to, for what they are.
  {
    these:
      /\b(?:(?:mon|le|un) voile|foulard|hijab|aux arabes|sale noir|les (?:noirs|gitans|juifs|arabes)|nous sommes (?:noirs|martiniquais|arabes)|mon accent|ma couleur|les gens comme (?:moi|vous|nous)|(?:ton|votre) pays|ta brousse|on parle francais|je suis (?:sourde?|aveugle|en fauteuil)|chien guide|deux hommes|deux femmes)\b/gu,
    beside:
      /\b(?:refus\w*|mis dehors|mise? a la porte|bienvenus|ne vend\w* pas|vendait pas|rentre|retourne|traitee?s?|insult\w*|d avance|feraient mieux|illegal|reflexion)\b/u,
    unless: /\b(?:disques? voiles?|jantes? voile\w*|retourne (?:chez vous|dans (?:ce|cette)))\b/u,
  },
  {
    these:
      /\b(?:hijab|headscarf|turban|sikh|my wheelchair|wheelchairs|guide dog|we re black|the white couple|pakistani|muslim|jewish|gypsy|down s syndrome|people (?:with my accent|from my country)|two men holding hands|monkey noises|banana|slurs?|our kind|your kind)\b/gu,
    beside:
      /\b(?:refused|turned (?:me|us|him|her) (?:away|down)|take my|or leave|get out|told to|told a|could not|followed|laughed|cheat|don t do|called (?:me|him|her|us)|made|threw|rules are rules|scratch|not welcome|wait outside)\b/u,
  },
  // An old person, a child, a parent: handled or shouted at.
  {
    these:
      /\b(?:crache sur|secouee? par|arrache sa|giflee?|bousculee?|criant dessus|vieille folle|tenant le poignet)\b/gu,
    beside:
      /\b(?:(?:mon|ma) (?:pere|mere|grand mere|grand pere|mari|femme|fils|fille)|\d\d ans|quatre vingt|m a|signer)\b/u,
  },
  {
    these: /\b(?:slapped|punched|barged|pushed|yelled at|shouting|screamed at|shoved|manhandled)\b/gu,
    beside:
      /\b(?:my (?:mother|mum|father|dad|gran|carer|son|daughter)|elderly|gran is|dementia|until she signed|into a chair)\b/u,
  },
]

const THINGS_TOGETHER: readonly Together[] = [
  // Parts on which lives hang, and what they do.
  {
    these:
      /\b(?:freins?|freine|plaquettes?|roues?|pneus?|ceintures?|airbag|rotule|accelerateur|siege conducteur|gaz|boulons?)\b/gu,
    beside:
      /\b(?:il manque (?:un|deux|trois|des|cinq) (?:boulons?|vis|ecrous?)|bouge quand|fendu|s echappe|reste coince|a fond quand|recule d un coup|plus bien|voyant airbag|airbag s allume|jusqu a la toile)\b/u,
  },
  {
    these:
      /\b(?:seat ?belt|belt|airbag|wheel nuts?|handbrake|bonnet|battery|brakes?|brake|ladder|steering|coupling|sunroof)\b/gu,
    beside:
      /\b(?:no longer clicks|pops open|airbag light|finger tight|doesn t hold|rolled into|flew up|swells|hisses|snapped|violently|did nothing|went solid|lurches|blew off|came down on)\b/u,
  },
  {
    these: /\b(?:oeil rouge|vois flou|se sont brisees?|saignait|jamais ete fixee?|decharge en)\b/gu,
    beside: /\b(?:oeil|yeux|tete|lentilles|lunettes|bibliotheque|meuble|panneau|fauteuil|branchant)\b/u,
  },
  // Other people's papers and secrets.
  {
    these:
      /\b(?:facture|dossiers?|ordonnance|permis|iban|releves?|bulletins? de paie|papiers d identite|portables de|salaire|numero de secu|ou j habite|motif de la visite)\b/gu,
    beside:
      /\b(?:d une (?:dame|jeune|certaine)|d un certain|qqun d autre|du monsieur avant|\d\d+ clients|clients trainent|n est pas le mien|tout haut|a voix haute|a mon ex|arrive chez moi)\b/u,
  },
  { these: /\b(?:en copie visible|cc d in)\b/gu, beside: /\w/u },
  {
    these:
      /\b(?:bank details|payslips?|credit (?:score|agreement)|salary|passport|test results|finance applications|my number|my new address|where i live|card number|phone numbers)\b/gu,
    beside:
      /\b(?:skip|bins|another (?:buyer|man|woman)|previous man|last driver|stranger s|someone s|a mr|a mrs|meant for|told my (?:ex|boss)|gave him|violent ex|passed on|texting me|ringing me|out loud|stapled behind)\b/u,
  },
]

/** Said in play. */
const IN_PLAY =
  /\b(?:(?:mourir|mort|morte|crever|pleurer|pisser) de (?:rire|honte|bonheur)|laughed so|died laughing|(?:wife|husband|mum|dad) (?:nearly|almost) killed|failli tuer (?:mon|ma) (?:mari|femme)|in the foot)\b/u
export const isInPlay = (text: string): boolean =>
  IN_PLAY.test(
    wordsAsMeant(text)
      .map(({ word }) => word)
      .join(' '),
  )
/** Said of the past, of others, or as nothing much. */
const NOT_GRAVE =
  /\b(?:an dernier|autrefois|chez (?:un autre|mon ancien|l ancien)|en skiant|skiing|au ski|rien de mechant|nothing serious|grace a|thanks to|was cured|were cured|a nettoye|et depuis plus rien|was sorted|was fixed|were fixed)\b/u

/** A stretch of grave words. */
export interface Grave extends Span {
  /** Of people, threatened, hurt or humiliated: it presses also where all else pleased. Of things and papers it may be told as over and done well. */
  always: boolean
}

const PEOPLE = [...THREATS, ...OWN_LIFE, ...ASSAULTS]
const THINGS = [...SAFETY, ...BREACHES]

/**
 * Where these words tell of what cannot wait for a figure: somebody threatens a person or the place, or speaks of ending their own life; a person was
 * assaulted, hurt, humiliated for what they are; brakes and the like fail; other people's data were given away (a breach is to be told within 72
 * hours, GDPR 33). By turns and not learned: such words are too rare to learn from. Missing one costs more than looking at one too many, and still
 * what is only hinted at is missed: a person reads every unhappy answer all the same.
 */
export function graveIn(text: string): Grave[] {
  const words = wordsAsMeant(text)
  const folded = words.map(({ word }) => word).join(' ')
  if (NOT_GRAVE.test(folded) || IN_PLAY.test(folded)) return []
  const met = (all: readonly Together[]): RegExp[] =>
    all.filter(({ beside, unless }) => beside.test(folded) && !unless?.test(folded)).map(({ these }) => these)
  const people = outermost(stretchesIn(words, [...PEOPLE, ...met(PEOPLE_TOGETHER)]))
  const things = outermost(stretchesIn(words, [...THINGS, ...met(THINGS_TOGETHER)]))
  return [...people.map((span) => ({ ...span, always: true })), ...things.map((span) => ({ ...span, always: false }))]
}
