/**
 * Countries, regions and large cities, by the word that tells them: a question about one is not answered by what holds
 * in general. Folded; general English knowledge, and no more than a visitor is likely to name.
 */
const NAMES = `
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia bosnia
botswana brazil bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus czechia czech denmark ecuador egypt
emirates england estonia ethiopia finland france georgia germany ghana greece guatemala honduras hungary iceland india indonesia iran
iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait latvia lebanon libya liechtenstein lithuania
luxembourg macedonia malaysia malta mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands
holland zealand nicaragua nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania
russia rwanda saudi scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania
thailand tunisia turkey uganda uk ukraine uruguay usa uzbekistan venezuela vietnam wales yemen zambia zimbabwe
europe eu asia africa scandinavia balkans benelux america california texas florida ontario quebec bavaria catalonia midwest
amsterdam athens auckland bangalore bengaluru bangkok barcelona beijing beirut belgrade berlin birmingham bogota boston brisbane
brussels bucharest budapest cairo chicago cologne copenhagen dallas delhi denver detroit dubai dublin edinburgh eindhoven francisco
frankfurt geneva glasgow gothenburg hague hamburg hanoi helsinki houston hyderabad istanbul jakarta jerusalem johannesburg karachi
kyiv kiev krakow lagos leeds leipzig lisbon ljubljana london angeles lyon madrid manchester manila melbourne miami milan montreal
moscow mumbai munich nairobi york oslo ottawa oxford paris perth philadelphia porto prague riga rome rotterdam seattle seoul
shanghai sofia stockholm stuttgart sydney taipei tallinn tokyo toronto turin utrecht vancouver vienna vilnius warsaw washington
wellington zagreb zurich
`;
const PLACES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** Whether a folded word names a place. */
export function isPlace(word: string): boolean {
  return PLACES.has(word);
}
