/** What is run: the house, and the objects that live in it. */
export { default } from './app.ts';
export { Vault } from './objects/vault.ts';
export { Desk } from './objects/desk.ts';
