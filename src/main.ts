/**
 * The entry of the site: defines the elements and the automation face, and nothing else.
 */
import './ui/lab-app.ts';
import { registerAutomation } from './ui/automation.ts';

registerAutomation();
