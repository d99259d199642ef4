const office = /\/src\/(routes\/(staff|admin)\/|lib\/features\/[^/]+\/staff\/|lib\/texts\/(en|fr)\/staff\.json|lib\/texts\/staff\.ts)/;
const seldom_routes = 'routes/(me|goodbye|groups|first-contact|welcome)/';
const seldom_features =
  'lib/features/(journeys/first-contact/|people/(Arrival|EligibilityPage|Elsewhere|eligibility|LeavePage|Goodbye|PrivacyPage|ConsentHistory|TakingPart|MePage|ProfilePage|RecordViews)[.]|journeys/(Notices|TellHere)[.]|accounts/Devices[.]|matching/Room[.]|groups/OwnGroups[.])';
const seldom = new RegExp(`/src/(${seldom_routes}|${seldom_features}|lib/texts/(en|fr)/seldom[.]json|lib/texts/seldom[.]ts)`);
const node = /\/generated\/client[^/]*\/nodes\/\d+\.js$/;

/**
 * Which of the three files a module belongs to. The office screens, and the pages that are opened now and then,
 * travel apart, so that the first visit of somebody who seeks or gives support does not carry them.
 *
 * @param {string} id
 * @param {(id: string) => readonly string[]} imports_of
 * @returns {'office' | 'seldom' | 'bundle'}
 */
export function file_of(id, imports_of) {
  const drawn = node.test(id) ? imports_of(id) : [id];
  if (drawn.some((each) => office.test(each))) return 'office';
  return drawn.some((each) => seldom.test(each)) ? 'seldom' : 'bundle';
}

/**
 * SvelteKit's single bundle takes everything in. This lets it stand in three: the bundle, and two more, each fetched
 * when a page of it is first opened.
 *
 * @returns {import('vite').Plugin}
 */
export function files_apart() {
  return {
    name: 'kith-files-apart',
    apply: (_, { isSsrBuild }) => !isSsrBuild,
    options(options) {
      // Without this the bundle would get a second, empty file in front, and a slow line one more round trip.
      return { ...options, preserveEntrySignatures: 'allow-extension' };
    },
    outputOptions(options) {
      if (!options.inlineDynamicImports) return null;
      return {
        ...options,
        inlineDynamicImports: false,
        // SvelteKit names such files by their hash alone; the service worker must know them.
        chunkFileNames: '_app/immutable/[name].[hash].js',
        manualChunks: (id, { getModuleInfo }) => file_of(id, (each) => getModuleInfo(each)?.importedIds ?? [])
      };
    }
  };
}
