/**
 * Reads one source file into the facts the rules speak about, with TypeScript's own parser. AssemblyScript parses as
 * TypeScript. Knows no rule.
 */
import ts from 'typescript';

export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** Erased before anything runs. `import { type X }` is not: the bare import stays (verbatimModuleSyntax). */
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** The text with comments and the contents of strings blanked, line for line. */
  readonly code: string;
  /** The text with everything but comments blanked, line for line. */
  readonly comments: string;
  /** Lines that hold the type `any`. */
  readonly anyLines: readonly number[];
}

const TEXT_KINDS = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.RegularExpressionLiteral,
]);

/** 1 for the first line. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** The specifiers one node brings in: static, re-exported, dynamic, as a type, or listed by `import.meta.glob`. */
function importsOf(node: ts.Node): { specifier: string; typeOnly: boolean }[] {
  const from = (expression: ts.Node | undefined, typeOnly: boolean) =>
    expression && ts.isStringLiteralLike(expression) ? [{ specifier: expression.text, typeOnly }] : [];
  if (ts.isImportDeclaration(node)) {
    return from(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node)) return from(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? from(node.argument.literal, true) : [];
  }
  if (!ts.isCallExpression(node)) return [];
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return from(node.arguments[0], false);
  if (!/^import\.meta\.glob$/.test(node.expression.getText())) return [];
  const [patterns] = node.arguments;
  const list = patterns && ts.isArrayLiteralExpression(patterns) ? [...patterns.elements] : [patterns];
  return list.flatMap((pattern) => from(pattern, false)).filter(({ specifier }) => !specifier.startsWith('!'));
}

export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const imports: Import[] = [];
  const anyLines: number[] = [];
  let [code, comments, done] = ['', '', 0];

  const token = (node: ts.Node) => {
    const [start, end] = [node.getStart(file), node.getEnd()];
    const gap = text.slice(done, start);
    const own = text.slice(start, end);
    code += blank(gap) + (TEXT_KINDS.has(node.kind) ? blank(own) : own);
    comments += gap + blank(own);
    done = end;
  };
  const visit = (node: ts.Node) => {
    if (ts.isJSDoc(node)) return;
    const line = lineAt(text, node.getStart(file));
    for (const found of importsOf(node)) imports.push({ line, ...found });
    if (node.kind === ts.SyntaxKind.AnyKeyword) anyLines.push(line);
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length === 0) token(node);
    else children.forEach(visit);
  };
  visit(file);
  return { path, text, imports, code, comments, anyLines };
}
