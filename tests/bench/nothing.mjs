/** The empty task of the Node peer. */
export default () => 0;
