// placeholder, removed by the first source of this folder
