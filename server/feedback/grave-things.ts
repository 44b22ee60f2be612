import { some, type Together } from './turn.ts'

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
  /(?<!\b(?:plus|jamais|pas) )\bpeur (?:de|a) (?:rouler|conduire|prendre la (?:route|voiture)|monter dedans)\b|(?<!\b(?:not|never|no longer) )\b(?:scared|afraid|frightened|terrified) to drive\b/gu,
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

/** Words about things and papers that are grave beside others. */
export const THINGS_TOGETHER: readonly Together[] = [
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

/** Turns by which something fails on which lives hang, or other people’s data were given away. */
export const THINGS: readonly RegExp[] = [...SAFETY, ...BREACHES]
