/** A lesson's Markdown as the module that markdown-plugin.ts makes of it. */
declare module '*.md' {
  const text: import('./lesson-text.ts').LessonText;
  export default text;
}
