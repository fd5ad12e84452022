/**
 * Colours code in the build (shiki, TextMate grammars): each kind of word becomes a class, since the page's policy allows no styles in
 * markup. What the classes look like stands in lesson-styles.ts.
 */
import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { escapeMarkup, type Colour } from './compile-lesson.ts';

const THEME = createCssVariablesTheme({ name: 'overlap', variablePrefix: '--', variableDefaults: {} });
const LANGUAGES = { ts: 'typescript', py: 'python' } as const;

/** "var(--token-keyword)" → "keyword"; plain text has no class. */
function className(colour: string | undefined): string {
  return /--token-([a-z-]+)/.exec(colour ?? '')?.[1] ?? '';
}

export async function codeColours(): Promise<Colour> {
  const highlighter = await createHighlighter({ themes: [THEME], langs: Object.values(LANGUAGES) });
  return (code, language) => {
    const lang = LANGUAGES[language as keyof typeof LANGUAGES];
    if (lang === undefined) return escapeMarkup(code);
    const { tokens } = highlighter.codeToTokens(code.trimEnd(), { lang, theme: 'overlap' });
    return tokens
      .map((line) =>
        line
          .map(({ content, color }) => {
            const kind = className(color);
            return kind ? `<span class="${kind}">${escapeMarkup(content)}</span>` : escapeMarkup(content);
          })
          .join(''),
      )
      .join('\n');
  };
}
