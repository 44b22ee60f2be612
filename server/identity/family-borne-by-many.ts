/**
 * Family names that more than one French person in four thousand bears, as `normalName` gives them (INSEE, fichier des noms 1891–2000, in the order of how
 * many bear them). A base of one garage may hold each once, and they are common all the same.
 */
const FAMILIES: ReadonlySet<string> = new Set(
  (
    'martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy roux david bertrand morel fournier girard bonnet ' +
    'dupont lambert fontaine rousseau vincent muller lefevre faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier garcia ' +
    'perrin robin clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont marie lemaire noel meyer dufour meunier brun ' +
    'blanchard giraud joly riviere lucas brunet gaillard barbier arnaud martinez gerard roche renard schmitt roy leroux colin vidal caron picard roger ' +
    'fabre aubert lemoine renaud dumas lacroix olivier philippe bourgeois pierre benoit rey leclerc payet rolland leclercq guillaume lecomte lopez jean ' +
    'dupuy guillot hubert berger carpentier sanchez dupuis moulin louis deschamps huet vasseur perez boucher fleury royer klein jacquet adam paris'
  ).split(' '),
)

/** Is this family name borne by so many that a name and a town alone tell of nobody? */
export const isCommonFamily = (name: string): boolean => FAMILIES.has(name)
