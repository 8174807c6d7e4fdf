/* table.js of Datasette asks for this; inline scripts are forbidden by our Content-Security-Policy. */
window.DATASETTE_ALLOW_FACET = true;
