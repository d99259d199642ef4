/** The invented people of the walk; the rosters in fixtures/ hold them too. */
export const administrator = { name: 'Inge Carver', email: 'inge.carver@example.org', password: 'lantern harbour copper fifty' };
export const coordinator = { name: 'Priya Dale', first_name: 'Priya', email: 'priya.dale@example.org', password: 'window orchard seven violin' };

export const supervisor = { name: 'Lena Frost', email: 'lena.frost@example.org', password: 'harvest pencil island thirty' };
export const safety = { name: 'Owen Hart', email: 'owen.hart@example.org', password: 'granite teapot meadow eleven' };

export const maria = { name: 'Maria', email: 'maria.sundby@example.org' };
export const etienne = { name: 'Étienne', email: 'etienne.gagne@example.org' };
export const ruth = { name: 'Ruth', full_name: 'Ruth Okafor', email: 'ruth.okafor@example.org' };
export const ana = { name: 'Ana', full_name: 'Ana Whitlock', email: 'ana.whitlock@example.org' };
export const noelle = { name: 'Noëlle', full_name: 'Noëlle Bisson', seeks: true, email: 'noelle.bisson@example.org' };

export const supporter_count = 4;
export const participant_count = 5;
