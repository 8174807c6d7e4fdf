/* The SQL editor: CodeMirror on the text field, Shift-Enter runs, a button lays the query out. */
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("textarea#sql-editor");
  const shown = document.querySelector("pre#sql-query");
  const button = document.querySelector("button#sql-format");
  if (button && (field || shown)) {
    button.hidden = false;
  }
  if (field) {
    const editor = CodeMirror.fromTextArea(field, {
      lineNumbers: true,
      lineWrapping: true,
      mode: "text/x-sql",
      extraKeys: { "Shift-Enter": () => field.form.submit(), Tab: false },
    });
    editor.getInputField().setAttribute("aria-label", "SQL");
    button?.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
  } else if (shown) {
    button?.addEventListener("click", () => {
      shown.textContent = sqlFormatter.format(shown.textContent);
    });
  }
});
