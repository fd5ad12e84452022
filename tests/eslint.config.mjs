/**
 * Lint rules. Types are checked by TypeScript, layout by Prettier, the house's own rules by architecture.test.ts;
 * what is left here are faults these cannot see: floating promises, unsafe values, mistakes inside `html` templates.
 */
import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litAccessibility from 'eslint-plugin-lit-a11y';
import webComponents from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const ROOT = new URL('..', import.meta.url).pathname;

export default defineConfig(
  {
    // AssemblyScript is another language with the same file ending: its compiler and tsc check it.
    ignores: ['dist/**', '**/build/**', 'assembly/*/**', 'test-results/**', 'playwright-report/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.recommendedTypeChecked,
      lit.configs['flat/recommended'],
      webComponents.configs['flat/recommended'],
      litAccessibility.configs.recommended,
    ],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './src/offline/tsconfig.json'], tsconfigRootDir: ROOT },
    },
    rules: {
      // `@click=${this.run}` is Lit's way: it binds the host itself.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A contract may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'use a closed union of strings' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['src/cli/**', 'tests/**', 'assembly/asc-plugin.ts'], rules: { 'no-console': 'off' } },
);
