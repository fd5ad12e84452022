/** What TypeScript makes of modules that are run while the site is built: who imports one says which type it is. */
declare module '*?at-build' {
  const told: unknown;
  export default told;
}
