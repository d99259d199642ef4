// Reads `--name value` and `--name` from the command line. `known` maps each name to its default; a default of
// false makes a switch. Anything else ends the program with the usage text.
export function read_arguments(known, usage) {
  const given = { ...known };
  const words = process.argv.slice(2);
  while (words.length > 0) {
    const word = words.shift();
    const name = word.replace(/^--/, '');
    if (word === '--help' || !(name in known) || !word.startsWith('--')) stop(word === '--help' ? 0 : 2, usage);
    else if (typeof known[name] === 'boolean') given[name] = true;
    else if (words.length === 0) stop(2, usage);
    else given[name] = words.shift();
  }
  return given;
}

function stop(code, usage) {
  console.log(usage);
  process.exit(code);
}
