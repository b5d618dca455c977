/**
 * How long a long run is and which chance it takes. `N=50 SEED=7 npm run test:long -- flipped`
 * makes it shorter, or repeats one.
 */
export function sizeOfRun(usual: number): { readonly n: number; readonly seed: string } {
  const { N, SEED } = process.env;
  return { n: Number(N ?? usual), seed: SEED ?? String(Date.now()) };
}
