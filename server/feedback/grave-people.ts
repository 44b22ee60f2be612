import { some, type Together, turn, within } from './turn.ts'

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

/** Words about people that are grave beside others. */
export const PEOPLE_TOGETHER: readonly Together[] = [
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

/** Turns by which somebody threatens a person or the place, speaks of ending their own life, or tells what was done to a person. */
export const PEOPLE: readonly RegExp[] = [...THREATS, ...OWN_LIFE, ...ASSAULTS]
