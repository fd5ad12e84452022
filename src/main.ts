/**
 * The entry of the site: defines the elements and the automation face, and once the page stands, starts what can come later: that the keyboard
 * keeps its place, and working offline. Nothing else.
 */
import './ui/lab-app.ts';
import { registerAutomation } from './ui/automation.ts';

registerAutomation();

addEventListener('load', () => {
  import('./ui/keep-focus.ts').then(({ keepFocus }) => keepFocus()).catch(() => undefined);
  // The development server has no service worker. Without this file the page works as long as there is a network.
  if (import.meta.env.PROD)
    import('./ui/lab-offline-news.ts').then(({ startOffline }) => startOffline()).catch(() => undefined);
});
