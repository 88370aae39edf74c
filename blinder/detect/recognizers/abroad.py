"""Words of school papers in Spanish, Portuguese, Haitian and French that no name is made of.

The name model reads English: of "Fecha:", "Lekòl" or "Materiais" it knows only that they are capitalised and strange.
What people are called as well (Norma, Julio, Sal, Que, Sim, Por, Madi) is not here.
"""

FOREIGN = frozenset(
    """
    Abertura Alumna Alumnas Alumno Alumnos Aluna Aluno Apellido Apoyo Apre Asistan Asistencia Assinatura Asunto
    Até Aula Aulas Avaliação Aviso Avó Avô Bem-vindos Bienvenidas Bienvenidos Boleto Buenas Buenos Ciencias
    Cierre Clase Clases Coordenador Coordenadora Correo Cuándo Cómo Desarrollo Desenvolvimento Devwa Dezembro
    Dice Dicen Diciembre Dijo Dimanch Dirección Directora Direktris Direktè Diretor Diretora Duplas Días Dónde Elèv
    Enero Enseignant Enseignante Enviar Escola Escolas Escritura Escuela Escuelas Estimada Estimadas Estimado
    Estimados Estudiante Estudiantes Evaluación Febrero Fecha Fevereiro Gracias Grado Grupo Grupos Gwoup Horario
    Inicio Janeiro Jedi Jeudi Jueves Julho Junho Lección Lectura Lekti Lekòl Llamar Lundi Lunes Maestra Maestro
    Maestros Manman Martes Março Matematik Matemáticas Materiais Materiales Mercredi Miércoles Muchas Muchos
    Muita Muitas Muito Mãe Mèkredi Mèsi Noches Noite Nombre Nome Nota Notas Novembro Noviembre Nuestra Nuestras
    Nuestro Nuestros Não Objektif Objet Objetivo Objetivos Octubre Outubro Padres Para Parents Permiso Plano
    Pregunta Preguntas Prezada Prezado Prezados Professora Professores Pwofesè Quarta-feira Queridas Queridos
    Quinta-feira Quién Qué Recurso Recursos Respuesta Respuestas Reunión Reyinyon Réunion Salida Salón Samdi
    Segunda-feira Septiembre Setembro Sexta-feira Señores Siyati Subdirectora Syans Tanpri Tarde Tardes Tarea
    Tareas Tarefa Tarefas Telefone Teléfono Temas Terça-feira Todas Todos Turma Unidad Vandredi Vendredi Viernes
    École Élève Élèves
    """.split()
)
