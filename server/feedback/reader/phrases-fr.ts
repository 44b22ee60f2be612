import type { Phrase } from './phrases.ts'

const all = (key: string, says: string): Phrase[] => says.split(',').map((one) => ({ key, says: one.trim() }))

/** French, as it is typed. Each group is one feature: its weight is learned, from the one in `priors.ts`. */
export const PHRASES_FR: readonly Phrase[] = [
  ...all(
    'cannot-say',
    `peut|pouvait pas dire que, pourrait pas dire que, dirai|dirais pas que, pas * dire que ce soit`,
  ),
  ...all(
    'less-than-before',
    `moins * qu avant, moins * que avant, moins bien qu avant, plus comme avant, plus ce que, plus ce qu, c etait mieux`,
  ),
  ...all(
    'for-nothing',
    `merci pour rien, merci pour le|l retard|attente, bravo pour le|l|la retard|attente|organisation, bravo #, satisfait ou pas, merci de * avoir
     * oublie|oubliee|oublies`,
  ),
  ...all('where-others-failed', `la ou * autre|autres|trois|deux|#, autre|autres garage|garages avait|avaient|ont|a`),
  // Who is lied to, looked down upon.
  ...all(
    'deceit',
    `menti|mentie, mensonge|mensonges, menteur|menteurs|menteuse|menteuses, mentent|mentez|mentir, arnaque|arnaques|arnaquee|arnaquees|arnaquer|arnaquez|arnaqueur|arnaqueurs, escroc|escrocs|escroquerie|escroque|escroquee|escroquer,
     voleur|voleurs|voleuse|voleuses, racket, dans la farine, entube|entubee|berne|bernee|bernes|dupe|dupee|dupes|floue|flouee|floues|pigeonne|pigeonnee|entourloupe|baratine|baratinee|truande, pris|prise|prend|prennent|prenez pour
     un|une|des con|conne|cons|idiot|idiote|idiots|pigeon|pigeons|imbecile|imbeciles|vache|debile|abruti|jambon, trahi|trahie|trahis, abus, malhonnete|malhonnetes|malhonnetete, mauvaise foi, tromperie|duperie, filou|filous,
     charlatan|charlatans, bandit|bandits, truand|truands, mene|menee|menes|mener en bateau, foutent|foutez|foutre|moquent|moquez de|du, foutage`,
  ),
  ...all(
    'contempt',
    `ras le cul|bol,
     pris|prise|prend|prennent|regarde|regardee|parle|parlee de haut, manque|manquent|manquant de respect|savoir|politesse|consideration|tact|courtoisie|egards, mepris|meprisant|meprisante|meprisants|meprisantes|meprise|meprisee, hautain|hautaine|hautains|hautaines,
     condescendant|condescendante|condescendants|condescendance, arrogant|arrogante|arrogants|arrogance, dedaigneux|dedaigneuse|dedain, suffisance, humilie|humiliee|humiliant|humiliante, rabaisse|rabaissee|rabaissant, traite|traitee|traites|parle
     comme, comme un|une chien|malpropre|moins|numero|gamin|gamine|voleur|voleuse|idiot|idiote|paria|pestifere, envoye|envoyee|envoyes balader|promener|paitre|bouler|chier, aucun|aucune|zero
     respect|consideration|egard|politesse|empathie|humanite, sans un|une|aucun|aucune bonjour|regard|mot|sourire|excuse|respect|consideration, insulte|insultee|insultes, rembarre|rembarree, au nez, moque|moquee|moques de`,
  ),
  // Elsewhere, and nobody goes there.
  ...all(
    'not-elsewhere',
    `plus ailleurs, jamais ailleurs, plus jamais * irai|irais|ira|irons ailleurs, jamais je n irai ailleurs, pas ailleurs, nulle part ailleurs, n irai|irais|vais pas ailleurs, pas envie d aller|voir ailleurs, pas
     besoin d aller|voir ailleurs, aucune raison d aller|de * ailleurs, aucune envie d aller|de * ailleurs, failli aller|partir|changer, tort d
     aller ailleurs, pourquoi aller|chercher|voir ailleurs, rien a chercher ailleurs, aucune raison de changer|partir, pas pres de|d
     changer|partir|aller`,
  ),
  // Said by who goes, whatever else is said.
  ...all(
    'farewell',
    `derniere fois que je|nous|on viens|vient|venons|mets|met|mettons|confie|confions|achete|achetons|passe|passons|laisse|fais|reviens|reviendrai|prends|y|vous, ne me|nous reverrez plus|pas|jamais, ne me|nous reverrez,
     plus jamais chez vous|eux|ce, me casse, jme casse, bon vent, tchao, ciao, bye, rayer|rayez mon nom, mon nouveau|notre nouveau garagiste|garage|opticien|concessionnaire|carrossier|magasin, reprends|reprend|reprenons ma|sa|notre liberte,
     ferme|fermer|fermez|cloture|cloturer|cloturez|cloturons|resilie|resilions mon|notre|nos|mes compte|comptes|contrat|contrats|abonnement|abonnements, on s arrete la, dernier message en tant que client|cliente, remettrai|remettrons jamais|plus les pieds, remettrai|remettrons plus jamais les pieds`,
  ),
  // Begun and not ended; what was theirs is not there any more.
  ...all(
    'half-done',
    `fait|faite|faits|faites|fini|finie|finis|finies|termine|terminee|repare|reparee|lave|lavee|nettoye|nettoyee|monte|montee|prepare|preparee|travail|boulot|menage a moitie $, a moitie
     fait|faite|faits|faites|fini|finie|finis|finies|termine|terminee|repare|reparee|lave|lavee|nettoye|nettoyee|monte|montee|prepare|preparee`,
  ),
  ...all(
    'gone-missing',
    `telephone|portable|tablette|ordinateur|veste|manteau|blouson|parapluie|sac|portefeuille|argent|monnaie|cle|cles|clef|clefs|lunettes|badge|badges|gps|papiers|carte|cartes|outils|cric|casque|autoradio|chargeur|enjoliveur|enjoliveurs|siege|poussette|affaires|piece|pieces|courses|bijou|bijoux|montre|colis
     a|ont|avait|avaient disparu|disparue|disparus|disparues`,
  ),
  // Nothing is worse, and there was no good day.
  ...all(
    'worst-said',
    `jamais connu|vu|eu pire, pas|jamais faire pire, fait|fais|font pire, ras le bol|cul|casquette, pas * seule fois ou, y a pas pire, difficile de faire pire`,
  ),
  // Good, were it not for what is told.
  ...all(
    'if-only',
    `parfait|bien|super|top|genial si vous|on|elle, serait|aurait ete parfait|bien|super|genial|mieux si`,
  ),
  // Said by a detour: nothing but delighted.
  ...all(
    'other-than',
    `rien d autre que content|contente|ravi|ravie|du bonheur, autre chose que content|contente|ravi|ravie|satisfait|satisfaite`,
  ),
  // Said by a detour: nothing but delighted.
  ...all(
    'other-than',
    `rien d autre que content|contente|ravi|ravie|du bonheur, autre chose que content|contente|ravi|ravie|satisfait|satisfaite`,
  ),
  // A recommendation turned round.
  ...all(
    'recommend-avoid',
    `recommande|conseille|conseiller|recommander|recommanderai d eviter|fuir, recommande|conseille|conseiller|recommander * d eviter|fuir, a
     eviter, a fuir, fuyez, fuir ce|cet|cette, evitez ce|cet|cette|de|a, deconseille, a deconseiller, passez votre chemin, conseiller d
     aller|eviter * en face`,
  ),
  // Content, said by a negation: pas mal, rien à redire, je ne suis pas mécontent, aucun souci.
  ...all(
    'litotes',
    `ai connu|vu pire, on a connu|vu pire, pas mal, pas mauvais, pas si mal, pas deplaisant, pas a se plaindre, pas mecontent|mecontente, pas decu|decue|decus|decues, pas ete
     decu|decue|decus, jamais decu|decue|decus, jamais ete decu|decue|decus, rien a redire, rien a dire, rien a signaler, rien a reprocher, rien
     de special, rien d autre a ajouter|dire, ras, r a s, aucun|aucune
     souci|soucis|probleme|problemes|reproche|regret|plainte|stress|hesitation|surprise|reclamation|attente, pas de|d
     souci|soucis|probleme|problemes|reproche|mauvaise|surprise|attente|stress|regret, sans
     souci|soucis|probleme|problemes|accroc|stress|attente|encombre|surprise|histoire|histoires, sans aucun|aucune
     souci|probleme|attente|stress|mauvaise, pas de quoi se plaindre, pas regrette, ne regrette pas|rien, pas a me plaindre, rien de negatif,
     nickel, impec~, que du bonheur, comme d habitude, zero probleme|souci|defaut|attente|stress, # probleme|souci|defaut, peux pas me plaindre,
     pas * me plaindre, difficile de faire mieux, dur de faire mieux, on * mieux $`,
  ),
  // Not content, said by a negation: pas terrible, on ne peut pas dire que ce soit rapide.
  ...all(
    'negation-bad',
    `peut|peuvent|pouvait pas faire|trouver pire, impossible * faire pire, pas eu une seule fois, pas une seule fois, ras le cul|bol, recomande|recommande|recomend|conseil pa, jamais vu ca|cela,
     pas
     terrible|terribles|top|genial|fameux|fameuse|serieux|serieuse|normal|acceptable|sympa|aimable|aimables|professionnel|pro|content|contente|satisfait|satisfaite|satisfaisant|a
     la hauteur|au point, pas * dire que * soit, peut pas dire que, pas du tout|tres|vraiment
     satisfait|satisfaite|content|contente|convaincu|convaincue, ne recommande pas|plus, je recommande pas|pa, recomande pa|pas, recommande pa, pas recommande, ne le|la|les
     recommande pas, jamais rappele|rappelee|rappeles|recu|eu|prevenu|prevenue|repondu, toujours pas, toujours rien, toujours aucun|aucune,
     aucun|aucune nouvelle|nouvelles|suivi|reponse|retour|excuse|excuses|explication|geste|consideration|respect|professionnalisme|suite,
     personne ne|n, personne pour, pas de nouvelle|nouvelles|reponse|retour|suivi|geste, sans
     nouvelle|nouvelles|reponse|explication|explications|prevenir, pas une excuse, meme pas, rien n est, rien de fait, pas fait, pas faite, pas
     tenu|tenue|tenus|tenues|respecte|respectee|respectes, pas regle|resolu|repare|reparee|prete|pret, ca traine, laisse a desirer, peut mieux
     faire, peuvent mieux faire, pas digne`,
  ),
  ...all(
    'half',
    `bof, ca va, ca peut aller, sans plus, moyen|moyenne|moyens, mitige|mitigee, correct sans plus, peut mieux, ni * ni, couci couca, passable,
     dans la moyenne, ca passe, sans commentaire, correct|correcte mais, mi figue, peut faire mieux, on verra, a voir, reste a voir, pas d avis,
     normal $`,
  ),
  ...all(
    'irony',
    `parfait|super|top|genial si vous|on|il|ils,
     merci pour rien, bravo pour, bravo les|la, felicitations pour, quelle organisation, on se moque, se moque|moquent|foutent|fout de|du, une
     plaisanterie, la blague, une blague, vive le|la, chapeau l artiste, heureusement que, bonjour le|la|les, merci bien, bon courage, joli
     travail, beau travail, quel service, du grand art, digne de, faut le faire, encore merci pour, a ce prix, a ce tarif, pour ce prix`,
  ),
  ...all(
    'than-before',
    `moins * qu avant, moins * que avant, plus comme avant, n est plus ce, c etait mieux, c etait mieux avant, avant c etait, depuis le
     changement, ca a change, a bien baisse, en baisse, baisse de, la qualite baisse, mieux ailleurs, le concurrent, la concurrence, en face,
     moins cher ailleurs, devenu|devenue|devenus, se degrade|degradent|degrade`,
  ),
  ...all(
    'than-others',
    `autre|autres garage|garages|concession|concessions|magasin|magasins * abandonne|trouve|trouvait|voulait|pouvait, la ou * autres, la ou *
     autre, enfin un|une, mieux qu ailleurs, mieux que * ailleurs, jamais ete aussi bien, jamais * aussi bien, jamais vu * aussi, contrairement
     a, ca change des, ca change tout, rare de nos jours, ca devient rare, ca se fait rare, meilleur|meilleure que, mieux qu avant, premiere fois
     qu * rappelle`,
  ),
  ...all(
    'resolved',
    `finalement tout, tout s est arrange, tout est rentre, probleme resolu, probleme regle, ont resolu, a resolu, ont tout regle, a tout regle,
     vite resolu|regle|corrige, resolu|regle|corrige rapidement|vite|aussitot, ont * rattrape|rattrapes, su rattraper, bien rattrape, repris *
     sans discuter, sans discuter, sans broncher, geste commercial apprecie, se sont excuses, depuis * parfait, depuis plus rien, tout est bien,
     m ont sauve, a sauve|sauvee, avez sauve, ont sauve`,
  ),
  ...all(
    'would-have',
    `parfait|bien|super|top|genial si vous|on|il|ils|elle|quelqu,
     aurais aime|prefere|apprecie|voulu|souhaite, aurait aime|prefere|apprecie, aurions aime|prefere, aurait pu|du, auriez pu|du, auraient pu|du,
     dommage que|qu|de, c est dommage, dommage $, je m attendais a, s attendait a, attendais mieux, esperais mieux, on s attend`,
  ),
  ...all(
    'kept',
    `tenu|tenue|tenus|tenues parole, promesse|promesses tenue|tenues, delai|delais|prix|devis|tarif|horaire|rendez
     respecte|respectes|respectee|tenu|tenus, comme promis, comme convenu, comme annonce, a l heure, pile a l heure, en temps et, dans les temps,
     avant l heure, plus tot que, plus vite que, merci * rappele|rappelee, merci de m avoir, chose promise, parole tenue`,
  ),
  ...all(
    'enthusiasm',
    `je recommande, recommande les yeux, a recommander, les yeux fermes, foncez, allez y, au top, le top, top, coup de coeur, rien que, tout
     etait parfait, tout est parfait, merci beaucoup, mille merci|mercis, grand merci, merci a, merci encore, merci pour, tres
     content|contente|satisfait|satisfaite|bien|bon|bonne|bonnes|bons|agreable|pro|professionnel|professionnelle|gentil|gentille|gentils|sympa|rapide,
     chapeau, bluffe|bluffee, je reviendrai, on reviendra, je reviens, j y retourne, j adore, on adore, aux petits soins, a l ecoute, en or,
     continuez, ne changez rien, ravi|ravie|ravis|ravies, enchante|enchantee, super, genial, parfait|parfaite, excellent|excellente,
     irreprochable, remarquable`,
  ),
  // Alerts.
  ...all(
    'callback',
    `rappel~ moi|nous, me|nous rappeler, me|nous recontacter|contacter|joindre|repondre|recontactez|rappelez|contactez, merci de rappeler|rappel,
     rappel|rappelez svp|stp, contactez moi|nous, contacte moi|nous, appelez moi|nous, appele moi, rapele moi|nous, rapelez moi|nous, rapelle
     moi, telephonez moi, joignable au|apres|le|la, joignable, mon numero, mon tel, mon portable, j attends votre|vos|un|une
     appel|reponse|retour|explications|coup|proposition|rappel|explication, dans l attente de|d, en attente de votre|vos|reponse|retour, attends
     votre appel|retour|reponse, j aimerais|je souhaite|souhaite|je voudrais|souhaiterais|voudrais qu on|que|etre|parler|un,
     souhaite|voudrais|aimerais etre rappele|rappelee|contacte|contactee|recontacte|recontactee, pouvez vous me|nous, pourriez vous me|nous,
     pouvez me, quelqu un peut|pourrait, qu on me|nous rappelle|recontacte|appelle|reponde|contacte, tenez moi|nous au, tenez moi informe, donnez
     moi|nous, dites moi|nous, ecrivez moi, repondez moi, reponse svp, appel svp, merci de *
     appeler|rappeler|contacter|recontacter|repondre|confirmer|dire, prenez contact, faites moi signe, me faire signe, un coup de fil svp, qui
     peut me, besoin d un|une rappel|reponse|rendez, prendre contact avec moi, vous pouvez me, me tenir au, a rappeler, besoin qu on, revenez
     vers moi, revenir vers moi|nous`,
  ),
  ...all(
    'called-back',
    `m a|ont rappele|rappelee, a|ont rappele, nous a|ont rappele|rappeles, rappele|rappelee comme|le|dans|deux|des|tout|aussitot|rapidement, d
     avoir rappele|rappelee, pas besoin de|d * rappel~, inutile de * rappeler, pas la peine de * rappeler, ne me rappelez, ne m appelez, arretez
     de, ne * rappelez pas|plus, appele pour savoir`,
  ),
  ...all(
    'promise',
    `toujours rien,
     promis|promise|promises, promesse|promesses non|pas|en, m avait|avaient|avez|a|ont promis|dit|assure|annonce|garanti|certifie, m aviez|avais
     promis|dit|assure, deviez me|nous, devait me|nous|etre|m|arriver|rappeler, devais|devaient|devrait me|nous|etre|rappeler|recevoir, on
     devait, il devait, elle devait, deviez * rappeler|recontacter|envoyer, cense|censee|censes|censees, soi disant, etait prevu|prevue, etaient
     prevus, etait convenu, convenu|convenue, annonce|annoncee a|pour, au lieu de|des|du, au lieu d, devis * facture, facture * devis, facture *
     au lieu, j attends toujours|encore, attends toujours, attend toujours, attends encore, aviez dit, avait dit, avaient dit, toujours * promis,
     vous aviez, malgre * reservation|promesse|confirmation|rendez, pas tenu|tenue|tenues, non tenu|tenue|tenues|respecte|respectes|respectee,
     pas respecte|respecte|respectee|respectes, jamais venu|arrive|arrivee|recu|recue|rappele|rappelee, repousse|repoussee|reporte|reportee,
     parole * air, paroles en l, reserve|reservee * pas|mais, pour lundi|mardi|mercredi|jeudi|vendredi|samedi`,
  ),
  ...all(
    'leaving',
    `me tend|tendent les bras, nous tend|tendent les bras, hesite a continuer|rester|revenir, hesitons a continuer|rester|revenir,
     plus les pieds, dernier|derniere fois que, derniere fois, derniere visite, plus jamais, ne
     reviendrai|reviendrons|reviendrais|remettrai|retournerai pas|plus,
     reviendrai|reviendrais|reviendrons|reviendra|retournerai|remettrai|viendrai pas|plus, reviens plus|pas, j y retourne plus|pas, changer de
     garage|concession|marque|crem~|boutique|magasin|opticien|enseigne|fournisseur, change de garage|concession|marque|cremerie|magasin,
     changerai|changerais|changerons de, je change, je pars, on part, je m en vais, je vais|irai|irais ailleurs|voir, j irai|j irais ailleurs,
     irai|irons|irais|ira ailleurs, aller voir ailleurs, voir ailleurs, aller ailleurs, vais ailleurs, va ailleurs, fait * ailleurs, faire *
     ailleurs, achete|acheter|achetee|acheterai * ailleurs|internet|concurrent|concurrence, partir a|chez la|le, chez le|la|un|vos
     concurrent|concurrence|concurrents|autre, chez un autre, parti|partie chez|a, pars chez|a, passe|passer a|chez la|le concurrence|concurrent,
     perdu un|une client|cliente, perdez un|une client|cliente|clients, perdre un|une client|cliente|clients, client|cliente * perdu|perdue,
     client de|en moins, clients en moins, cliente en moins, vous quitte|quitte, je vous quitte, on vous quitte, resilie|resilier|resilierai,
     adieu, c est fini, termine pour, fini pour moi, fini avec, ce sera sans, ce sera * ailleurs, prochaine * ailleurs, prochain * ailleurs,
     fuyez, a fuir, autre garage desormais|maintenant, j ai trouve mieux, demander le remboursement, annule ma|mon|la commande, annuler ma|mon,
     ne vous confierai, confierai plus, confier plus, vous ne * reverrez, me reverrez, reverra pas|plus|jamais, verrez plus, reflechis a changer,
     songe a, envisage de, pense a changer|aller|partir, compte changer|aller|partir`,
  ),
  ...all(
    'staying',
    `je reviendrai, on reviendra, nous reviendrons, reviendrai avec|sans|les|volontiers|c|surement|certainement, changerai|changerais|change
     pas|jamais|plus, quitte mon ancien, quitte * pour vous, venu|venue|venus de chez|d, client|cliente depuis, fidele, pas pres de
     changer|partir, a bientot, a la prochaine, l an prochain, j y reviendrai, ne changerai|changerais|change, je reste, on reste`,
  ),
  ...all(
    'urgent',
    `danger~, frein|freins|freinage ne|lache|lachent|repond|repondent|marche|marchent|plus, plus de frein|freins|frein, peur de
     rouler|conduire|prendre|partir, peur, failli, aurait pu * accident|grave|tuer|tue|mourir|pire, accident, roue *
     devissee|desserree|partie|detachee|perdue|mal, roue, boulons|ecrous|ecrou|boulon,
     fumee|fume|feu|incendie|brule|brulee|etincelles|etincelle|court, tombe|tombee|tombes en panne, en panne sur|au|avec|a, sur l
     autoroute|autoroute|bas, bande d arret, immobilise|immobilisee, bloque|bloquee|coince|coincee, avec *
     enfant|enfants|bebe|fille|fils|gosses|petits, enfants a bord, avocat, tribunal, dgccrf, justice, plainte, porter plainte, huissier, mise en
     demeure, repression, mediateur, saisir|saisis|saisi le|la|un, conciliateur, expert, recommande avec, lettre recommandee, urgent|urgence, au
     plus vite, des que possible, aujourd hui, ce soir, tout de suite, immediatement, direction * dure|bloquee|flotte|joue, airbag|airbags,
     pneu|pneus * eclate|lisse|lisses|explose|creve, perd|perdu de l huile, fuite de|d, odeur de|d essence|brule|gaz, essence * sent|odeur, gaz,
     electrocute|electrique|decharge, police, association de consommateurs, ufc, que choisir, # millions, demarre plus|pas, voyant *
     rallume|rouge|allume, rallume|rallumee, rouge, allergi~, blesse|blessee|blessure|coupe|brulure|hopital|urgences|chute`,
  ),
  ...all(
    'not-urgent',
    `pas d urgence, rien d urgent, pas urgent, rien de grave, pas grave, quand vous pourrez|pouvez|voulez, pas presse|pressee, rien ne presse,
     sans urgence`,
  ),
  ...all(
    'question',
    `est ce que, pouvez vous, pourriez vous, savez vous, avez vous, quand est, combien, a quand, pourquoi, comment, quel|quelle|quels|quelles
     est|sont, c est normal, est il|elle, faut il, peut on, quand, qui dois, a qui, ou est|en`,
  ),
  ...all(
    'suggestion',
    `il faudrait, faudrait, ce serait bien|mieux|top|super|sympa|pratique, ca serait bien|mieux|sympa|cool, serait bien, pensez a, penser a, vous
     devriez, devriez, devraient, pourquoi pas, je suggere, suggestion, une idee, il manque, manque|manquent un|une|de|des|juste, a ameliorer, a
     revoir, ameliorer, gagnerait a, pourriez * mettre|ajouter|prevoir|envoyer, merci de prevoir|penser|mettre, ajoutez, ajouter, mettez,
     prevoir, prevoyez, un peu plus de, plus de place|places|parking|creneaux|choix, ouvrir le|plus, ouvrez, elargir, si vous pouviez, l ideal
     serait, un petit|plus serait, aimerais * puisse|plus`,
  ),
  ...all(
    'thanks',
    `merci, mercii, remercie|remercier|remerciements, bravo, felicitations, chapeau, gratitude, reconnaissant|reconnaissante`,
  ),
]
