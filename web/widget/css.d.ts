/** Style sheets that the build turns into minified text. */
declare module '*.css?inline' {
  const rules: string;
  export default rules;
}
