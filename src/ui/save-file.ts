/**
 * Gives the visitor a file. Nothing is sent anywhere: the browser saves what the page has made.
 */

export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads the blob after the click: it is given up once that is certain.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
