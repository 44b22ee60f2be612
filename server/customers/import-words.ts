/** Words of column headers, in French and English, folded and without blanks, and the field they mean. */
const words = (text: string): string[] => text.trim().split(/\s+/)

/** Customers and what they own. The phones and e-mails of one row are all `phone` and `email` here; the first two of each are kept. */
export const CUSTOMER_HEADERS: Readonly<Record<string, readonly string[]>> = {
  key: words(`key id code no n numero num nr number reference ref identifiant uid uuid uniqueid matricule compte account accountnumber customerid clientid customerkey codeclient
    idclient numclient numeroclient noclient nclient refclient referenceclient customerno customernumber customercode contactid externalid cle codetiers numtiers tiers`),
  kind: words(
    'kind type typeclient typedeclient customertype categorie nature typetiers personnephysiquemorale statutjuridique',
  ),
  title: words('title titre civilite civ salutation prefix prefixe politesse mmemr qualite formule'),
  givenName: words('prenom prenoms givenname firstname forename first given prenomusuel prenomusage pnom vorname'),
  familyName: words(`familyname lastname surname nomdefamille nomfamille nomdusage nomusage nom last family nachname`),
  birthName: words(
    'birthname maidenname nee nomdenaissance nomnaissance nomdejeunefille nomjeunefille njf nompatronymique patronyme bornas geburtsname',
  ),
  fullName:
    words(`fullname name nomcomplet nomprenom nometprenom prenomnom prenometnom client customer contact proprietaire conducteur titulaire owner displayname
    nomclient clientname customername contactname interlocuteur beneficiaire nomduclient`),
  companyName:
    words(`companyname company societe entreprise raisonsociale nomsociete nomentreprise organisation organization business businessname rs denomination
    nomdelasociete nomdelentreprise firma etablissement enseigne employeur`),
  pronunciation: words('pronunciation prononciation phonetique phonetic sedit'),
  addressAs: words(
    'addressas appelation appellation commentlappeler diminutif surnom nickname salutationas preferredname',
  ),
  language: words('language langue lang idiome sprache locale languepreferee preferredlanguage'),
  birthDate: words(
    'birthdate birthday dateofbirth dob datedenaissance naissance datenaissance neele nele ddn datenaiss anniversaire',
  ),
  phone:
    words(`phone phone1 telephone telephone1 tel tel1 telephonemobile telmobile mobile mobile1 mob gsm portable telportable telephoneportable cellphone cell mobilephone numerodetelephone ntel ntelephone
    numtel numerotelephone notel phonenumber mobilenumber contactphone handy telprincipal telephoneprincipal numportable numeroportable smartphone phone2 phone3 telephone2 telephone3 tel2 tel3 fixe
    telfixe telephonefixe teldomicile telephonedomicile homephone landline workphone telbureau telephonebureau telephoneprofessionnel telpro telephonepro businessphone telephonetravail teltravail
    mobile2 portable2 autretelephone otherphone domicile bureau telephoneprive telprive telephonepersonnel mobilepro portablepro`),
  email:
    words(`email email1 mail mail1 courriel emailaddress adresseemail adressemail adressecourriel adresseelectronique mel adressemel emailprincipal email2 mail2 emailpro mailpro
    emailprofessionnel emailperso mailperso emailpersonnel courriel2 autreemail otheremail workemail homeemail courrielpro secondaryemail`),
  street:
    words(`street address address1 adresse adresse1 rue voie addressline1 streetaddress adressepostale numeroetrue numerorue numetrue addresse adresseligne1 ligneadresse1 ligne1 voirie
    libellevoie adressedomicile adressecomplete adresseentiere fulladdress completeaddress`),
  postcode: words('postcode postalcode codepostal cp zip zipcode codepost npa plz codpostal'),
  city: words('city ville town commune localite place locality villeresidence ort bureaudistributeur'),
  country: words('country pays nation codepays countrycode paysresidence land'),
  note: words(
    'note notes commentaire commentaires remarque remarques observation observations comment comments memo infos information informations remarks',
  ),
  advisorEmail: words(
    'advisoremail emailconseiller conseilleremail mailconseiller emailvendeur mailvendeur vendeuremail salespersonemail salesemail advisor conseiller vendeur commercial emailcommercial conseillerclient',
  ),
  plate:
    words(`plate licenseplate licenceplate registration reg regno registrationnumber immatriculation immat immatriculationvehicule immatvehicule plaque plaqueimmatriculation
    numeroimmatriculation numeroplaque vrm numberplate numimmat noimmat nimmat nimmatriculation noimmatriculation immatric kennzeichen platenumber plaquemineralogique`),
  vin: words(
    'vin numerodeserie numeroserie chassis numerochassis numerodechassis nochassis vinnumber codevin numvin serie numserie nserie nodeserie ndeserie nchassis nodechassis ndechassis numchassis vincode chassisnumber numeroidentificationvehicule',
  ),
  make: words('make marque brand constructeur manufacturer marquevehicule vehiclemake carmake'),
  model: words(
    'model modele modelevehicule vehiclemodel carmodel vehicule vehicle voiture car version designation libellemodele libellevehicule',
  ),
  body: words('body carrosserie bodytype genre typevehicule silhouette vehicletype'),
  colour: words('colour color couleur teinte peinture couleurvehicule'),
  year: words('year annee millesime modelyear anneemodele'),
  registeredOn: words(
    'registeredon registrationdate firstregistration firstregistrationdate dateoffirstregistration datefirstregistration datemec datedemec datemisecirculation misecirculation mec date1mec dpmc premieremec datepremieremec premieremisecirculation datepremieremisecirculation premieremiseenservice misecirculationle premieremisecirculationle datepremiereimmatriculation premiereimmatriculation premiereimmat datepremiereimmat immatriculele',
  ),
  controlUntil: words(
    'controluntil datect prochainct dateprochainct echeancect validitect ctvalable ctvalablejusquau validitecontroletechnique datevaliditect datevaliditecontroletechnique dateecheancect dateecheancecontroletechnique datelimitect controletechnique datecontroletechnique controletechniqueavant controletechniquejusquau ctavant prochaincontrole prochaincontroletechnique dateprochaincontrole dateprochaincontroletechnique echeancecontroletechnique finvaliditect motdue motexpiry motuntil motdate nextmot roadworthinesstest tuvbis inspectiondue',
  ),
  mileage: words(
    'mileage km kms kilometrage kilometres kilometers odometer compteur dernierkm dernierkilometrage kmcompteur kilometragevehicule',
  ),
  options: words('options option equipements equipment equipement accessoires extras'),
  keyRef: words('keyref keyreference refcle referencecle numerocle codecle keynumber keycode nocle numerodecle'),
  warrantyUntil: words(
    'warrantyuntil garantie fingarantie findegarantie datefingarantie garantiejusquau warrantyend warrantyexpiry warranty datefindegarantie warrantyenddate',
  ),
  nextServiceOn: words(
    'nextserviceon nextservice prochainerevision daterevision prochainentretien dateprochainerevision dateprochainentretien nextservicedate servicedue echeancerevision',
  ),
  boughtAt: words(
    'boughtat lieuachat achetechez concession pointdevente vendeurorigine dealer siteachat dealership agencevente concessionvente',
  ),
  boughtOn: words(
    'boughton dateachat achetele datedachat purchasedate datevente datedevente datelivraison saledate deliverydate datedelivraison achatle',
  ),
}

/** What only some files say; looked for after the rest. */
export const CUSTOMER_RELATIONS: Readonly<Record<string, readonly string[]>> = {
  product: words('product produit article nomproduit nomarticle designationproduit productname item libelleproduit'),
  serial: words(
    'serial serialnumber numeroserieproduit nserieproduit noserieproduit nodeserieproduit numserieproduit sn serialno',
  ),
  household: words('household householdid foyer menage idfoyer numfoyer numerofoyer codefoyer idfamille numfamille'),
  company: words(
    'companykey companyid codesociete idsociete numsociete societeid employerid companynumber codeentreprise identreprise parentcustomer clientparent comptesociete',
  ),
  knownSince: words(
    'knownsince customersince clientsince membersince depuis depuisle connudepuis connuedepuis connudepuisle clientdepuis clientdepuisle datecreation creele datedecreation creationdate createdat created createdon dateouverture premiercontact datepremiercontact firstcontact inscritle dateinscription',
  ),
  lastContact: words(
    'lastcontact lastcontactdate lastcontactedat derniercontact datederniercontact derniercontactle lastactivity derniereactivite datederniereactivite dernierevisite datedernierevisite lastvisit lastvisitdate dernierpassage datedernierpassage dernierachat datedernierachat lastpurchase lastpurchasedate',
  ),
  consentOn: words(
    'consenton consentdate consentedat dateconsentement datesconsentement consentementdate consentementle dateconsent dateoptin optindate dateaccord accorddate datergpd rgpddate dategdpr gdprdate daterecueilconsentement datecollecteconsentement dateoptinrgpd dateconsentementrgpd dateacceptation daterecueil',
  ),
  consentWording: words(
    'consentwording consenttext texteconsentement mentionconsentement consentementtexte consentementmention mentionrgpd mentionlegale textergpd libelleconsentement formulationconsentement',
  ),
  consentProof: words(
    'consentproof consentsource sourceconsentement consentementsource origineconsentement consentementorigine preuveconsentement consentementpreuve sourceoptin optinsource sourcergpd rgpdsource originergpd originoptin consentorigin proofofconsent preuvergpd supportconsentement modeconsentement moderecueil',
  ),
  companyRole: words('companyrole fonction roledanslasociete poste jobtitle position qualiteprofessionnelle'),
}

/** Whom a row is about, in every kind of file but the customers’ own. */
const WHO_HEADERS = {
  customerKey: words(
    'customerkey codeclient numclient noclient numeroclient idclient customerid clientid refclient nclient customerno customernumber compteclient',
  ),
  givenName: CUSTOMER_HEADERS.givenName!,
  familyName: CUSTOMER_HEADERS.familyName!,
  fullName: CUSTOMER_HEADERS.fullName!,
  phone: CUSTOMER_HEADERS.phone!,
  email: CUSTOMER_HEADERS.email!,
  plate: CUSTOMER_HEADERS.plate!,
} as const

export const ORDER_HEADERS: Readonly<Record<string, readonly string[]>> = {
  key: words(
    'key id no n numero num nr number reference ref identifiant ordernumber numerocommande numcommande nocommande ncommande commande order orderid facture numfacture numerofacture nofacture invoice invoicenumber or numeroor numor bon bondecommande bonid bc nbc nobc numbc numerobc',
  ),
  orderKind: words('orderkind kind type typecommande nature categorie ordertype typedocument famille'),
  title: words(
    'title titre libelle designation description objet article produit product intitule item detail modele vehicule',
  ),
  state: words('state etat statut status orderstatus statutcommande etatcommande avancement'),
  placedOn: words(
    'placedon placed date datecommande dateducommande orderdate datefacture invoicedate createdat datecreation dateachat purchasedate commandele',
  ),
  promisedOn: words(
    'promisedon datepromise promisele livraisonprevue datelivraisonprevue datelivraison deliverydate duedate prevule dateprevue',
  ),
  amount: words('amount montant total totalttc montantttc prix price prixttc ttc montanttotal totalamount ca'),
  ...WHO_HEADERS,
}

export const CONSENT_HEADERS: Readonly<Record<string, readonly string[]>> = {
  key: words(
    'key id no n numero num reference ref identifiant consentid idconsentement numconsentement nconsentement ligne nligne numligne numeroligne',
  ),
  action: words('action consent consentement statut status etat state accord reponse choix optin optinstatus'),
  channel: words('channel canal media support moyen'),
  purpose: words('purpose finalite objet but usage'),
  at: words('at dateheure datetime horodatage timestamp quand when collectedat'),
  date: words('date jour day dateconsentement dateoptin datecollecte consentdate datedeconsentement datedecollecte'),
  time: words('time heure hour'),
  wording: words('wording texte text mention formulation libelle question texteconsentement mentionlegale'),
  wordingVersion: words('wordingversion version versiontexte versionmention'),
  proof: words('proof preuve source origine evidence justificatif formulaire form ip url lien document'),
  contact: words('contact coordonnee coordonnees'),
  ...WHO_HEADERS,
}

export const PAST_HEADERS: Readonly<Record<string, readonly string[]>> = {
  key: words(
    'key id no n numero num reference ref identifiant numpassage npassage idpassage numvisite nvisite idvisite visitid callid numappel nappel idappel or numeroor dossier',
  ),
  at: words(
    'at dateheure datetime dateetheure debut start begin startdate starttime horodatage quand when timestamp passage appel visite createdat',
  ),
  date: words('date jour day datepassage datevisite dateappel visitdate calldate dateentree'),
  time: words('time heure hour heurepassage heurevisite heureappel horaire'),
  reason: words(
    'reason motif objet raison travaux description subject libelle demande commentaire note notes remarque resume summary compterendu contenu text texte',
  ),
  service: words('service typevisite typepassage atelier activite department rayon metier typeintervention type'),
  minutes: words('minutes duree duration length dureemin temps'),
  direction: words('direction sens sensappel sensdelappel calldirection typeappel entrantsortant appeltype'),
  staffEmail: words(
    'staffemail emailconseiller conseiller receptionnaire advisoremail advisor vendeur agent agentemail',
  ),
  ...WHO_HEADERS,
}

export const APPOINTMENT_HEADERS: Readonly<Record<string, readonly string[]>> = {
  key: words(
    'key id no n numero num reference ref identifiant numrdv nrdv nordv nrendezvous numerorendezvous idrdv numerordv appointmentid bookingid refrdv or ordrereparation numeroor dossier numerodossier numdossier',
  ),
  at: words(
    'at dateheure datetime dateetheure datehour rdv rendezvous daterdvheure debut start begin startdate starttime starts appointment datedebut horodatage quand when',
  ),
  date: words('date jour day daterdv dateduringrdv daterendezvous datedurdv appointmentdate'),
  time: words('time heure heurerdv heuredurdv hour heuredebut horaire appointmenttime heurerendezvous'),
  minutes: words('minutes duree duration dureeminutes length dureeprevue temps dureemin durationminutes'),
  service: words(
    'service typerdv typerendezvous atelier activite appointmenttype department rayon metier typedeservice typeintervention',
  ),
  reason: words(
    'reason motif objet raison travaux description subject libelle demande prestation commentaire note work remarque travauxdemandes intervention titre',
  ),
  staffEmail: words(
    'staffemail emailreceptionnaire emailconseiller conseiller receptionnaire advisoremail advisor vendeur mailconseiller emailvendeur',
  ),
  ...WHO_HEADERS,
}

/** Given names common in France and in English-speaking countries: enough that half of any column of given names holds them. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  words(`adam adele adrien agathe agnes alain albert alex alexandra alexandre alexis alice aline amandine amelie ana andre andree andrew angela anna anne annie anthony antoine antonio arnaud arthur
  audrey aurelie aurelien aurore axel baptiste barbara beatrice benjamin benoit bernadette bernard bertrand bruno camille carine carole caroline caterina catherine cecile cedric celia celine chantal charles
  charlotte chloe christelle christian christiane christine christophe claire clara claude claudine clement colette coralie corinne cyril damien daniel daniele danielle david deborah delphine denis
  denise didier dominique edith edouard elena eliane elisabeth elise elizabeth elodie emilie emma emmanuel emmanuelle enzo eric estelle esther etienne eva eve evelyne fabien fabienne fabrice fanny fatima
  felix fernand flavie florence florent florian francis francois francoise frank franck frederic frederique gabriel gabrielle gael gaelle genevieve george georges georgette gerald gerard germaine gilbert
  gilles ginette gisele gregory guillaume guy gwenaelle hector helene henri henry herve hugo ibrahim ines irene isabelle jack jacqueline jacques james jane jean jeanne jeannine jennifer jeremie jeremy jerome
  jessica joel joelle john jonathan jose joseph josephine josette josiane josseline juan jules julia julie julien juliette justine karim karine kevin laetitia lara laura laure laurence laurent lea leo leon leonie
  lilian liliane lina lionel lisa loic lola lorraine louis louise luc lucas lucie lucien lucienne ludovic madeleine magali manon manuel marc marcel marcelle margaret margaux marguerite maria marie marine
  marion marius martin martine mary maryse mathieu mathilde matteo matthieu maurice max maxime mehdi melanie melissa michael michel michele mickael mireille mohamed monique morgane muriel myriam nadia nadine
  nathalie nathan nicolas nicole nina noah noel noemie nora odette odile olga oliver olivia olivier oriane pascal pascale patrice patricia patrick paul paule pauline peter philippe pierre pierrette quentin rachel
  rachid raphael raymond raymonde rebecca regine regis remi remy rene renee richard robert robin roger roland romain rosalie rose ruth sabine sabrina sacha said salome samantha samir samuel sandra sandrine sara
  sarah sebastien serge severine simon simone sofia solange sonia sophie stephane stephanie steve suzanne sylvain sylvie tania theo theodore therese thibault thierry thomas timothee tom valentin valentine
  valerie vanessa veronique victor victoria vincent virginie vivien viviane walter william xavier yann yannick yasmine yohan yolande yves yvette yvonne zoe giuseppe giulia luca marco paolo francesca hans klaus
  jurgen sabine anja luis carlos javier carmen lucia david emily sophia charlotte harry jacob ethan amelia grace ella susan linda barbara nancy karen betty helen donna carol sharon michelle laura kimberly
  amina aminata moussa fatou youssef karima omar ali hassan leila samira nabil rachida malika khadija abdel mustapha yusuf ahmed aicha mariam piotr katarzyna agnieszka joao miguel ines tiago pedro`),
)

/** Makes of cars, folded: a column that holds mostly these is the make. */
export const MAKES: ReadonlySet<string> = new Set(
  `abarth,alfa romeo,alfa,alpine,aston martin,audi,bentley,bmw,byd,cadillac,chevrolet,chrysler,citroen,cupra,dacia,daihatsu,dodge,ds,ds automobiles,ferrari,fiat,ford,honda,hyundai,infiniti,isuzu,iveco,jaguar,jeep,kia,lada,lamborghini,lancia,land rover,lexus,lotus,lynk co,man,maserati,mazda,mercedes,mercedes benz,mg,mini,mitsubishi,nissan,opel,peugeot,polestar,porsche,renault,rolls royce,rover,saab,seat,skoda,smart,ssangyong,subaru,suzuki,tesla,toyota,triumph,vauxhall,volkswagen,volvo,vw,xpeng`.split(
    ',',
  ),
)
