const office = /\/src\/(routes\/(staff|admin)\/|lib\/features\/[^/]+\/staff\/|lib\/texts\/(en|fr)\/staff\.json|lib\/texts\/staff\.ts)/;
const node = /\/generated\/client[^/]*\/nodes\/\d+\.js$/;

/**
 * Which of the two files a module belongs to: the office screens travel apart, so that the first visit of somebody
 * who seeks or gives support does not carry them.
 *
 * @param {string} id
 * @param {(id: string) => readonly string[]} imports_of
 * @returns {'office' | 'bundle'}
 */
export function file_of(id, imports_of) {
  if (office.test(id)) return 'office';
  return node.test(id) && imports_of(id).some((each) => office.test(each)) ? 'office' : 'bundle';
}

/**
 * SvelteKit's single bundle takes everything in. This lets it stand in two: the bundle, and the office, which is
 * fetched when an office page is first opened.
 *
 * @returns {import('vite').Plugin}
 */
export function office_apart() {
  return {
    name: 'kith-office-apart',
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
        // SvelteKit names such files by their hash alone; the service worker must know this one.
        chunkFileNames: '_app/immutable/[name].[hash].js',
        manualChunks: (id, { getModuleInfo }) => file_of(id, (each) => getModuleInfo(each)?.importedIds ?? [])
      };
    }
  };
}
